package io.musubito.security;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.function.Function;
import java.util.function.Supplier;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.musubito.Musubito;
import io.musubito.MusubitoStep;
import io.musubito.StepSpec;
import io.musubito.StepType;
import io.musubito.UnhashableInputException;
import io.musubito.execution.Surroundings;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Scope;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Tag("slow")
@ExtendWith(OutputCaptureExtension.class)
class WhoAsksTests {

	private static final List<String> EXECUTED = new ArrayList<>();

	private ConfigurableApplicationContext context;

	private Engine engine;

	@BeforeEach
	void start(@TempDir Path directory) {
		EXECUTED.clear();
		this.engine = Engine.in(directory);
		this.context = this.engine.start(Application.class);
	}

	@AfterEach
	void stop() {
		SecurityContextHolder.clearContext();
		LocaleContextHolder.resetLocaleContext();
		this.context.close();
	}

	private void restart(String... properties) {
		this.context.close();
		this.context = this.engine.start(Application.class, properties);
	}

	private Orders orders() {
		return this.context.getBean(Orders.class);
	}

	@Test
	void eachCallerGetsOwnAnswers() {
		assertPerCaller(() -> orders().inHelper());
		assertPerCaller(() -> orders().inCollaborator());
		assertPerCaller(() -> orders().inLambda());
		assertPerCaller(() -> orders().inPrototype());
		assertPerCaller(() -> orders().inMethodReference());
	}

	@Test
	void aStepThatDoesNotAskIsTheSameForAll() {
		login("anna");
		assertThat(orders().forAll("x")).isEqualTo("x for all");
		login("bob");
		assertThat(orders().forAll("x")).isEqualTo("x for all");
		assertThat(EXECUTED).hasSize(1);
	}

	@Test
	void methodSecurityAroundACollaboratorAsksToo() {
		login("anna");
		orders().inSecured();
		login("bob");
		orders().inSecured();
		orders().inSecured();
		assertThat(EXECUTED).hasSize(2);
		orders().inRepository();
		login("anna");
		orders().inRepository();
		assertThat(EXECUTED).hasSize(4);
	}

	@Test
	void methodSecurityAroundTheStepItselfActsOnReplaysAsWell() {
		login("anna");
		orders().secured("x");
		login("bob");
		orders().secured("x");
		assertThat(EXECUTED).hasSize(1);
	}

	@Test
	void authoritiesCount() {
		login("anna", "ROLE_USER");
		orders().inHelper();
		login("anna", "ROLE_ADMIN");
		orders().inHelper();
		login("anna", "ROLE_ADMIN", "ROLE_USER");
		orders().inHelper();
		login("anna", "ROLE_USER", "ROLE_ADMIN");
		orders().inHelper();
		assertThat(EXECUTED).hasSize(3);
	}

	@Test
	void nobodyAndAnonymousDiffer() {
		orders().name();
		SecurityContextHolder.getContext()
			.setAuthentication(
					new AnonymousAuthenticationToken("key", "anonymousUser", AuthorityUtils.createAuthorityList("A")));
		orders().name();
		SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("anonymousUser", "", "A"));
		orders().name();
		assertThat(EXECUTED).hasSize(3);
	}

	@Test
	void aPrincipalOfTheApplicationCountsByField() {
		login(new Customer("anna", "north"));
		assertThat(orders().region()).isEqualTo("north");
		login(new Customer("anna", "south"));
		assertThat(orders().region()).isEqualTo("south");
		login(new Customer("anna", "north"));
		assertThat(orders().region()).isEqualTo("north");
		assertThat(EXECUTED).hasSize(2);
	}

	@Test
	void anAuthenticationOfTheApplicationCountsByItsFields() {
		SecurityContextHolder.getContext().setAuthentication(new TenantToken("anna", "north"));
		orders().name();
		SecurityContextHolder.getContext().setAuthentication(new TenantToken("anna", "south"));
		orders().name();
		assertThat(EXECUTED).hasSize(2);
	}

	@Test
	void aCallerThatCanNotBeHashedIsRefusedWithTheRemedy() {
		login(new Object() {
			private final Thread thread = Thread.currentThread();

			@Override
			public String toString() {
				return String.valueOf(this.thread.getId());
			}
		});
		assertThatExceptionOfType(UnhashableInputException.class).isThrownBy(() -> orders().name())
			.withMessageContaining("'name'")
			.withMessageContaining("musubito.fingerprint.principal=false")
			.withMessageContaining("argument");
		assertThat(EXECUTED).isEmpty();
	}

	@Test
	void anEnclosingStepIsNotReplayedForAnotherCaller() {
		assertPerCaller(() -> this.context.getBean(Letters.class).write());
	}

	@Test
	void anEnclosingStepIsNotReplayedForAnotherCallerWhereCodeIsNotFollowed() {
		restart("musubito.fingerprint.code=method");
		assertPerCaller(() -> this.context.getBean(Letters.class).write());
	}

	@Test
	void whereCodeIsNotFollowedTheMethodItselfStillAsks() {
		restart("musubito.fingerprint.code=method");
		assertPerCaller(() -> orders().name());
	}

	@Test
	void aStepInTheCodeAsksToo() {
		assertPerCaller(() -> this.context.getBean(Desk.class).ask());
	}

	@Test
	void isLeftOutOnDemandAndTold(CapturedOutput output) {
		Logger logger = (Logger) LoggerFactory.getLogger(Surroundings.class);
		logger.setLevel(Level.INFO);
		try {
			restart();
		}
		finally {
			logger.setLevel(null);
		}
		assertThat(output).contains("Who calls is part of the identity of")
			.containsPattern("Who calls is part of the identity of (?!.*forAll).*inHelper");
		restart("musubito.fingerprint.principal=false");
		assertThat(output).contains("the answer to one caller is given to others");
		login("anna");
		orders().inHelper();
		login("bob");
		assertThat(orders().inHelper()).contains("anna");
		restart();
		assertThat(orders().inHelper()).contains("bob");
	}

	@Test
	void subscribersGetOwnAnswers() {
		Function<String, String> mono = (name) -> orders().mono().contextWrite(subscriber(name)).block();
		assertThat(mono.apply("anna")).isEqualTo("orders of anna");
		assertThat(mono.apply("bob")).isEqualTo("orders of bob");
		assertThat(mono.apply("anna")).isEqualTo("orders of anna");
		Function<String, List<String>> flux = (
				name) -> orders().flux().contextWrite(subscriber(name)).collectList().block();
		assertThat(flux.apply("anna")).containsExactly("orders of anna");
		assertThat(flux.apply("bob")).containsExactly("orders of bob");
		assertThat(EXECUTED).hasSize(4);
	}

	@Test
	void aSubscriberWhoIsKnownLaterIsRefused() {
		Mono<SecurityContext> never = Mono.never();
		assertThatExceptionOfType(UnhashableInputException.class).isThrownBy(
				() -> orders().mono().contextWrite(ReactiveSecurityContextHolder.withSecurityContext(never)).block())
			.withMessageContaining("not known yet");
		assertThat(EXECUTED).isEmpty();
	}

	@Test
	void theLocaleOfTheRequestCounts() {
		LocaleContextHolder.setLocale(Locale.GERMANY);
		assertThat(orders().greeting()).isEqualTo("de_DE");
		LocaleContextHolder.setLocale(Locale.FRANCE);
		assertThat(orders().greeting()).isEqualTo("fr_FR");
		LocaleContextHolder.setTimeZone(TimeZone.getTimeZone("Asia/Tokyo"));
		assertThat(orders().zone()).isEqualTo("Asia/Tokyo");
		LocaleContextHolder.setTimeZone(TimeZone.getTimeZone("Europe/Paris"));
		assertThat(orders().zone()).isEqualTo("Europe/Paris");
		assertThat(orders().greeting()).isEqualTo("fr_FR");
		assertThat(EXECUTED).hasSize(4);
	}

	@Test
	void theLocaleOfTheProcessCounts() {
		Locale before = Locale.getDefault();
		try {
			Locale.setDefault(Locale.US);
			assertThat(orders().amount(1.5)).isEqualTo("1.50");
			Locale.setDefault(Locale.GERMANY);
			assertThat(orders().amount(1.5)).isEqualTo("1,50");
		}
		finally {
			Locale.setDefault(before);
		}
	}

	private static Function<Context, Context> subscriber(String name) {
		Authentication authentication = new TestingAuthenticationToken(name, "", "ROLE_USER");
		return (context) -> context.putAll(ReactiveSecurityContextHolder.withAuthentication(authentication).readOnly());
	}

	private void assertPerCaller(Supplier<String> call) {
		EXECUTED.clear();
		login("anna");
		assertThat(call.get()).isEqualTo("orders of anna");
		login("bob");
		assertThat(call.get()).isEqualTo("orders of bob");
		login("anna");
		assertThat(call.get()).isEqualTo("orders of anna");
		assertThat(EXECUTED).hasSize(2);
	}

	private static void login(Object principal, String... roles) {
		SecurityContextHolder.setContext(new SecurityContextImpl(new TestingAuthenticationToken(principal, "", roles)));
	}

	private static String executed() {
		String name = "orders of " + SecurityContextHolder.getContext().getAuthentication().getName();
		EXECUTED.add(name);
		return name;
	}

	record Customer(String name, String region) {

	}

	static class TenantToken extends TestingAuthenticationToken {

		private final String tenant;

		TenantToken(String name, String tenant) {
			super(name, "");
			this.tenant = tenant;
		}

		String tenant() {
			return this.tenant;
		}

	}

	static class Mail {

		@Bean
		Letters letters(Supplier<String> source) {
			return new Letters(source);
		}

		@Bean
		Supplier<String> source(Orders orders) {
			return new OrdersSource(orders);
		}

	}

	@Import({ Mail.class, Shop.class })
	static class Application {

	}

	static class Shop {

		@Bean
		Finder finder() {
			return new Finder();
		}

		@Bean
		Repository repository() {
			return () -> {
				EXECUTED.add("load");
				return "orders";
			};
		}

		@Bean
		@Scope("prototype")
		Cart cart() {
			return new Cart();
		}

		@Bean
		Orders orders(Finder finder, ObjectProvider<Cart> carts, Repository repository) {
			return new Orders(finder, carts, repository);
		}

		@Bean
		Desk desk(Musubito musubito, Finder finder) {
			return new Desk(musubito, finder);
		}

	}

	static class Finder {

		String find() {
			return executed();
		}

		@PreAuthorize("permitAll")
		String secured() {
			EXECUTED.add("secured");
			return "orders";
		}

	}

	interface Repository {

		@PreAuthorize("permitAll")
		String load();

	}

	static class Cart {

		String content() {
			return executed();
		}

	}

	static class Letters {

		private final Supplier<String> source;

		Letters(Supplier<String> source) {
			this.source = source;
		}

		@MusubitoStep(name = "letter")
		String write() {
			return this.source.get();
		}

	}

	static class OrdersSource implements Supplier<String> {

		private final Orders orders;

		OrdersSource(Orders orders) {
			this.orders = orders;
		}

		@Override
		public String get() {
			return this.orders.name();
		}

	}

	static class Desk {

		private final Musubito musubito;

		private final Finder finder;

		Desk(Musubito musubito, Finder finder) {
			this.musubito = musubito;
			this.finder = finder;
		}

		String ask() {
			Finder asked = this.finder;
			return this.musubito.step(StepSpec.of("ask", StepType.DETERMINISTIC, String.class), () -> asked.find())
				.value();
		}

	}

	static class Orders {

		private final Finder finder;

		private final ObjectProvider<Cart> carts;

		private final Repository repository;

		Orders(Finder finder, ObjectProvider<Cart> carts, Repository repository) {
			this.finder = finder;
			this.carts = carts;
			this.repository = repository;
		}

		@MusubitoStep(name = "inHelper")
		String inHelper() {
			return helper();
		}

		private String helper() {
			return executed();
		}

		@MusubitoStep(name = "inCollaborator")
		String inCollaborator() {
			return this.finder.find();
		}

		@MusubitoStep(name = "inLambda")
		String inLambda() {
			Supplier<String> lookup = () -> executed();
			return lookup.get();
		}

		@MusubitoStep(name = "inMethodReference")
		String inMethodReference() {
			return Optional.of("x").map((any) -> "").or(() -> Optional.of("")).map(this::named).get();
		}

		private String named(String any) {
			return executed();
		}

		@MusubitoStep(name = "inPrototype")
		String inPrototype() {
			return this.carts.getObject().content();
		}

		@MusubitoStep(name = "inSecured")
		String inSecured() {
			return this.finder.secured();
		}

		@MusubitoStep(name = "inRepository")
		String inRepository() {
			return this.repository.load();
		}

		@PreAuthorize("permitAll")
		@MusubitoStep(name = "secured")
		String secured(String any) {
			EXECUTED.add(any);
			return any;
		}

		@MusubitoStep(name = "name")
		String name() {
			Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
			EXECUTED.add("name");
			return "orders of " + ((authentication != null) ? authentication.getName() : "nobody");
		}

		@MusubitoStep(name = "region")
		String region() {
			EXECUTED.add("region");
			return ((Customer) SecurityContextHolder.getContext().getAuthentication().getPrincipal()).region();
		}

		@MusubitoStep(name = "forAll")
		String forAll(String any) {
			EXECUTED.add(any);
			return any + " for all";
		}

		@MusubitoStep(name = "mono")
		Mono<String> mono() {
			return ReactiveSecurityContextHolder.getContext().map((context) -> {
				EXECUTED.add("mono");
				return "orders of " + context.getAuthentication().getName();
			});
		}

		@MusubitoStep(name = "flux")
		Flux<String> flux() {
			return mono().flux();
		}

		@MusubitoStep(name = "greeting")
		String greeting() {
			EXECUTED.add("greeting");
			return LocaleContextHolder.getLocale().toString();
		}

		@MusubitoStep(name = "zone")
		String zone() {
			EXECUTED.add("zone");
			return LocaleContextHolder.getTimeZone().getID();
		}

		@MusubitoStep(name = "amount")
		String amount(double amount) {
			return String.format("%.2f", amount);
		}

	}

}
