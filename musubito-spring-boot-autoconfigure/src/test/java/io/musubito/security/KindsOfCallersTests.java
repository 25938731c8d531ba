package io.musubito.security;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.musubito.MusubitoStep;
import io.musubito.UnhashableInputException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.annotation.Bean;
import org.springframework.security.authentication.RememberMeAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class KindsOfCallersTests {

	private static final List<GrantedAuthority> USER = AuthorityUtils.createAuthorityList("ROLE_USER");

	private Path directory;

	private CallerApplication application;

	@BeforeEach
	void start(@TempDir Path directory) {
		this.directory = directory;
		this.application = new CallerApplication(directory, Desk.class);
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	@Test
	void anAuthenticationWithinAnotherOneCounts() {
		assertOther(new RunAs("system", login("anna")), new RunAs("system", login("bob")));
		assertOther(new RunAs("system", login("anna", "A")), new RunAs("system", login("anna", "B")));
		assertOther(known(login("anna", "A")), known(login("anna", "B")));
		assertOther(known(new TestingAuthenticationToken(new Customer("x", "north"), "")),
				known(new TestingAuthenticationToken(new Customer("x", "south"), "")));
		assertOther(switched(login("anna")), switched(login("bob")));
		assertOther(switched(login("anna", "A")), switched(login("anna", "B")));
		assertOther(with(login("system"), login("anna")), with(login("system"), login("bob")));
		assertOther(with(login("system"), Map.of("by", login("anna"))),
				with(login("system"), Map.of("by", login("bob"))));
		assertSame(new RunAs("system", login("anna")), new RunAs("system", login("anna")));
	}

	@Test
	void detailsOfTheApplicationCount() {
		assertOther(with(login("anna"), new Customer("anna", "north")),
				with(login("anna"), new Customer("anna", "south")));
		assertOther(with(login("anna"), Map.of("tenant", "north")), with(login("anna"), Map.of("tenant", "south")));
		assertOther(with(login("anna"), "north"), with(login("anna"), "south"));
	}

	@Test
	void allFieldsOfAUserCount() {
		assertOther(known(new Member("anna", "north")), known(new Member("anna", "south")));
		assertOther(known(new Masked("anna", "north")), known(new Masked("anna", "south")));
		assertOther(known(new Guest("anna", "north")), known(new Guest("anna", "south")));
	}

	@Test
	void allFieldsOfAnAuthenticationCount() {
		assertOther(new Ticket("north"), new Ticket("south"));
		assertOther(new TicketOfNorth("a"), new TicketOfNorth("b"));
	}

	@Test
	void howACallerIsKnownCounts() {
		assertOther(new UsernamePasswordAuthenticationToken("anna", "", USER),
				new RememberMeAuthenticationToken("key", "anna", USER));
		assertSame(new RememberMeAuthenticationToken("key", "anna", USER),
				new RememberMeAuthenticationToken("other key", "anna", USER));
	}

	@Test
	void authoritiesOfTheApplicationCount() {
		assertOther(withAuthority(new Right("read", "orders")), withAuthority(new Right("read", "bills")));
		assertOther(withAuthority(Role.ADMIN), withAuthority(Role.USER));
		assertOther(withAuthority(() -> "read"), withAuthority(() -> "write"));
		assertSame(withAuthority(() -> "read"), withAuthority(() -> "read"));
	}

	@Test
	void whatTheSecurityContextOfTheApplicationHoldsCounts() {
		assertThat(this.application.hash(new TenantContext(login("anna"), "north")))
			.isNotEqualTo(this.application.hash(new TenantContext(login("anna"), "south")))
			.isEqualTo(this.application.hash(new TenantContext(login("anna"), "north")));
	}

	@Test
	void credentialsDoNotCountAndAreStoredNowhere() throws Exception {
		String secret = "correct horse battery staple";
		assertSame(new UsernamePasswordAuthenticationToken("anna", secret, USER),
				new UsernamePasswordAuthenticationToken("anna", "other", USER));
		assertSame(known(User.withUsername("anna").password("a").build()),
				known(User.withUsername("anna").password("b").build()));
		assertSame(known(new Employee("anna", "a")), known(new Employee("anna", "b")));
		this.application.login(new UsernamePasswordAuthenticationToken(new Employee("anna", secret), secret, USER));
		this.application.bean(Clerk.class).name();
		this.application.close();
		try (Stream<Path> files = Files.walk(this.directory)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)).doesNotContain(secret);
			}
		}
	}

	@Test
	void whatCanNotBeReadIsRefusedWithTheRemedy() {
		assertRefused(known(new Open("anna", new Thread())), "$.principal.thread");
		assertRefused(new OpenTicket(new Thread()), "$.thread");
		assertRefused(with(login("anna"), new Thread()), "$.details");
		assertRefused(known(new RunAs("x", new OpenTicket(new Thread()))), "$.principal.original.thread");
		TestingAuthenticationToken own = login("anna");
		own.setDetails(List.of(own));
		assertRefused(own, "contains itself");
		assertRefused((Authentication) java.lang.reflect.Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { Authentication.class }, (proxy, method, arguments) -> null), "proxy");
		assertThat(this.application.bean(Clerk.class).asked()).isEmpty();
	}

	@Test
	void aPrincipalOfTheJdkCountsByName() {
		assertOther(known(new javax.security.auth.x500.X500Principal("CN=anna")),
				known(new javax.security.auth.x500.X500Principal("CN=bob")));
		Principal anna = () -> "anna";
		Principal bob = () -> "bob";
		assertOther(known(anna), known(bob));
	}

	private void assertRefused(Authentication authentication, String where) {
		this.application.login(authentication);
		assertThatExceptionOfType(UnhashableInputException.class)
			.isThrownBy(() -> this.application.bean(Clerk.class).name())
			.withMessageContaining(where)
			.withMessageContaining("musubito.fingerprint.principal=false")
			.withMessageContaining("IdentityContributor");
	}

	private void assertSame(Authentication one, Authentication other) {
		assertThat(this.application.hash(one)).isNotNull().isEqualTo(this.application.hash(other));
	}

	private void assertOther(Authentication one, Authentication other) {
		assertThat(this.application.hash(one)).isNotNull().isNotEqualTo(this.application.hash(other));
	}

	private static TestingAuthenticationToken login(String name, String... roles) {
		return new TestingAuthenticationToken(name, "", roles);
	}

	private static Authentication known(Object principal) {
		return new UsernamePasswordAuthenticationToken(principal, "", USER);
	}

	private static Authentication with(TestingAuthenticationToken token, Object details) {
		token.setDetails(details);
		return token;
	}

	private static Authentication withAuthority(GrantedAuthority authority) {
		return new UsernamePasswordAuthenticationToken("anna", "", List.of(authority));
	}

	private static Authentication switched(Authentication source) {
		return withAuthority(new org.springframework.security.web.authentication.switchuser.SwitchUserGrantedAuthority(
				"ROLE_BEFORE", source));
	}

	record Customer(String name, String region) {

	}

	record Open(String name, Thread thread) {

	}

	record Right(String what, String where) implements GrantedAuthority {

		@Override
		public String getAuthority() {
			return this.what;
		}

	}

	enum Role implements GrantedAuthority {

		ADMIN, USER;

		@Override
		public String getAuthority() {
			return "ROLE";
		}

	}

	static class TenantContext extends SecurityContextImpl {

		private final String tenant;

		TenantContext(Authentication authentication, String tenant) {
			super(authentication);
			this.tenant = tenant;
		}

		String tenant() {
			return this.tenant;
		}

	}

	static class RunAs extends TestingAuthenticationToken {

		private final Authentication original;

		RunAs(String name, Authentication original) {
			super(name, "");
			this.original = original;
		}

		Authentication original() {
			return this.original;
		}

	}

	static class Ticket implements Authentication {

		private final transient String region;

		Ticket(String region) {
			this.region = region;
		}

		String region() {
			return this.region;
		}

		@Override
		public String getName() {
			return "anna";
		}

		@Override
		public Collection<? extends GrantedAuthority> getAuthorities() {
			return USER;
		}

		@Override
		public Object getCredentials() {
			return "";
		}

		@Override
		public Object getDetails() {
			return "";
		}

		@Override
		public Object getPrincipal() {
			return "anna";
		}

		@Override
		public boolean isAuthenticated() {
			return true;
		}

		@Override
		public void setAuthenticated(boolean authenticated) {
		}

	}

	static class TicketOfNorth extends Ticket {

		private final String desk;

		TicketOfNorth(String desk) {
			super("north");
			this.desk = desk;
		}

		String desk() {
			return this.desk;
		}

	}

	static class OpenTicket extends TestingAuthenticationToken {

		private final Thread thread;

		OpenTicket(Thread thread) {
			super("anna", "");
			this.thread = thread;
		}

		Thread thread() {
			return this.thread;
		}

	}

	static class Member extends User {

		private final transient String region;

		Member(String name, String region) {
			super(name, "", USER);
			this.region = region;
		}

		String region() {
			return this.region;
		}

	}

	static class Guest {

		private final String name;

		private final transient String region;

		Guest(String name, String region) {
			this.name = name;
			this.region = region;
		}

		@Override
		public String toString() {
			return this.name;
		}

		String region() {
			return this.region;
		}

	}

	record Masked(String name, String region) implements Principal {

		@Override
		public String getName() {
			return this.name;
		}

		@Override
		public String region() {
			return "****";
		}

	}

	record Employee(String username, String secret) implements UserDetails {

		@Override
		public Collection<? extends GrantedAuthority> getAuthorities() {
			return USER;
		}

		@Override
		public String getPassword() {
			return this.secret;
		}

		@Override
		public String getUsername() {
			return this.username;
		}

	}

	static class Desk {

		@Bean
		Clerk clerk() {
			return new Clerk();
		}

	}

	static class Clerk {

		private final List<String> asked = new ArrayList<>();

		List<String> asked() {
			return this.asked;
		}

		@MusubitoStep(name = "name")
		String name() {
			this.asked.add("name");
			return Set.of(SecurityContextHolder.getContext().getAuthentication().getName()).toString();
		}

	}

}
