package io.musubito.security;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.musubito.MusubitoStep;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.annotation.Bean;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthentication;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

import static org.assertj.core.api.Assertions.assertThat;

class TokenCallerTests {

	private static final List<GrantedAuthority> USER = AuthorityUtils.createAuthorityList("ROLE_USER");

	private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

	private static CallerApplication application;

	@BeforeAll
	static void start(@TempDir Path directory) {
		application = new CallerApplication(directory, Desk.class);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void claimsCountWhoeverThePrincipalIs() {
		User principal = new User("anna", "", USER);
		assertOther(new JwtAuthenticationToken(jwt("1", "north"), principal, USER),
				new JwtAuthenticationToken(jwt("1", "south"), principal, USER));
		assertOther(new JwtAuthenticationToken(jwt("1", "north"), "anna", USER),
				new JwtAuthenticationToken(jwt("1", "south"), "anna", USER));
		assertOther(new JwtAuthenticationToken(jwt("1", "north"), USER, "anna"),
				new JwtAuthenticationToken(jwt("1", "south"), USER, "anna"));
	}

	@Test
	void aTokenThatWasRenewedIsOfTheSameCaller() {
		User principal = new User("anna", "", USER);
		assertSame(new JwtAuthenticationToken(jwt("1", "north"), USER),
				new JwtAuthenticationToken(jwt("2", "north"), USER));
		assertSame(new JwtAuthenticationToken(jwt("1", "north"), principal, USER),
				new JwtAuthenticationToken(jwt("2", "north"), principal, USER));
		assertSame(new JwtAuthenticationToken(jwt("1", "north"), new Person("anna", jwt("1", "north")), USER),
				new JwtAuthenticationToken(jwt("2", "north"), new Person("anna", jwt("2", "north")), USER));
		assertSame(bearer("1", "north"), bearer("2", "north"));
		assertSame(oidc("1", "north", "google"), oidc("2", "north", "google"));
		assertSame(new OAuth2AuthenticationToken(new OwnUser(attributes("1", "north")), USER, "google"),
				new OAuth2AuthenticationToken(new OwnUser(attributes("2", "north")), USER, "google"));
		assertSame(new JwtAuthenticationToken(jwt("1", "north"), List.of(factor(NOON))),
				new JwtAuthenticationToken(jwt("1", "north"), List.of(factor(NOON.plusSeconds(9)))));
	}

	@Test
	void claimsOfATokenInThePrincipalCount() {
		assertOther(new JwtAuthenticationToken(jwt("1", "north"), new Person("anna", jwt("1", "east")), USER),
				new JwtAuthenticationToken(jwt("1", "north"), new Person("anna", jwt("1", "west")), USER));
	}

	@Test
	void whatAnOpaqueTokenIsKnownForCounts() {
		assertOther(bearer("1", "north"), bearer("1", "south"));
		OAuth2AccessToken token = token("1", Set.of("read"));
		DefaultOAuth2AuthenticatedPrincipal anna = new DefaultOAuth2AuthenticatedPrincipal("anna",
				Map.of("sub", "anna"), USER);
		assertOther(new BearerTokenAuthentication(anna, token, USER),
				new BearerTokenAuthentication(anna, token("1", Set.of("read", "write")), USER));
	}

	@Test
	void attributesAndProviderOfAUserCount() {
		assertOther(oidc("1", "north", "google"), oidc("1", "south", "google"));
		assertOther(oidc("1", "north", "google"), oidc("1", "north", "github"));
		OAuth2User user = new DefaultOAuth2User(USER, attributes("1", "north"), "sub");
		assertOther(new OAuth2AuthenticationToken(user, USER, "google"),
				new OAuth2AuthenticationToken(user, USER, "github"));
		assertOther(new OAuth2AuthenticationToken(user, USER, "google"), new OAuth2AuthenticationToken(
				new DefaultOAuth2User(USER, attributes("1", "south"), "sub"), USER, "google"));
		assertOther(new OAuth2AuthenticationToken(new OwnUser(attributes("1", "north")), USER, "google"),
				new OAuth2AuthenticationToken(new OwnUser(attributes("1", "south")), USER, "google"));
	}

	@Test
	void whatIsKnownOfAUserInAnAuthorityCounts() {
		OAuth2User user = new DefaultOAuth2User(USER, attributes("1", "north"), "sub");
		assertOther(new OAuth2AuthenticationToken(user, List.of(authority("1", "north")), "google"),
				new OAuth2AuthenticationToken(user, List.of(authority("1", "south")), "google"));
		assertSame(new OAuth2AuthenticationToken(user, List.of(authority("1", "north")), "google"),
				new OAuth2AuthenticationToken(user, List.of(authority("2", "north")), "google"));
	}

	@Test
	void eachTokenGetsItsOwnAnswer() {
		User principal = new User("anna", "", USER);
		assertThat(ask(new JwtAuthenticationToken(jwt("1", "north"), principal, USER))).isEqualTo("north");
		assertThat(ask(new JwtAuthenticationToken(jwt("2", "south"), principal, USER))).isEqualTo("south");
		assertThat(ask(new JwtAuthenticationToken(jwt("3", "north"), principal, USER))).isEqualTo("north");
		assertThat(application.bean(Clerk.class).asked()).isEqualTo(2);
	}

	private static String ask(Authentication authentication) {
		application.login(authentication);
		return application.bean(Clerk.class).region();
	}

	private static void assertSame(Authentication one, Authentication other) {
		assertThat(application.hash(one)).isNotNull().isEqualTo(application.hash(other));
	}

	private static void assertOther(Authentication one, Authentication other) {
		assertThat(application.hash(one)).isNotNull().isNotEqualTo(application.hash(other));
	}

	private static Instant time(String issue) {
		return NOON.plusSeconds(Long.parseLong(issue));
	}

	private static Jwt jwt(String issue, String region) {
		return Jwt.withTokenValue("text of " + issue)
			.header("kid", "key " + issue)
			.subject("anna")
			.issuer("https://issuer.example.com")
			.claim("region", region)
			.issuedAt(time(issue))
			.expiresAt(time(issue).plusSeconds(60))
			.jti(issue)
			.build();
	}

	private static OAuth2AccessToken token(String issue, Set<String> scopes) {
		return new OAuth2AccessToken(TokenType.BEARER, "text of " + issue, time(issue), time(issue).plusSeconds(60),
				scopes);
	}

	private static BearerTokenAuthentication bearer(String issue, String region) {
		return new BearerTokenAuthentication(
				new DefaultOAuth2AuthenticatedPrincipal("anna", attributes(issue, region), USER),
				token(issue, Set.of("read")), USER);
	}

	private static Map<String, Object> attributes(String issue, String region) {
		Map<String, Object> attributes = new HashMap<>();
		attributes.put("sub", "anna");
		attributes.put("region", region);
		attributes.put("iat", time(issue));
		attributes.put("exp", time(issue).plusSeconds(60));
		attributes.put("jti", issue);
		return attributes;
	}

	private static OidcIdToken idToken(String issue) {
		return OidcIdToken.withTokenValue("text of " + issue)
			.subject("anna")
			.claim("iss", URI.create("https://issuer.example.com"))
			.issuedAt(time(issue))
			.expiresAt(time(issue).plusSeconds(60))
			.authTime(time(issue))
			.nonce("nonce " + issue)
			.accessTokenHash("hash " + issue)
			.build();
	}

	private static OidcUserAuthority authority(String issue, String region) {
		return new OidcUserAuthority(idToken(issue), new OidcUserInfo(Map.of("sub", "anna", "region", region)));
	}

	private static OAuth2AuthenticationToken oidc(String issue, String region, String provider) {
		return new OAuth2AuthenticationToken(new DefaultOidcUser(List.of(authority(issue, region)), idToken(issue),
				new OidcUserInfo(Map.of("sub", "anna", "region", region))), USER, provider);
	}

	private static FactorGrantedAuthority factor(Instant issued) {
		return FactorGrantedAuthority.withAuthority(FactorGrantedAuthority.BEARER_AUTHORITY).issuedAt(issued).build();
	}

	record Person(String name, Jwt token) {

	}

	static class OwnUser implements OAuth2User {

		private final Map<String, Object> attributes;

		OwnUser(Map<String, Object> attributes) {
			this.attributes = attributes;
		}

		@Override
		public Map<String, Object> getAttributes() {
			return this.attributes;
		}

		@Override
		public Collection<? extends GrantedAuthority> getAuthorities() {
			return USER;
		}

		@Override
		public String getName() {
			return "anna";
		}

	}

	static class Desk {

		@Bean
		Clerk clerk() {
			return new Clerk();
		}

	}

	static class Clerk {

		private int asked;

		int asked() {
			return this.asked;
		}

		@MusubitoStep(name = "region")
		String region() {
			this.asked++;
			JwtAuthenticationToken token = (JwtAuthenticationToken) SecurityContextHolder.getContext()
				.getAuthentication();
			return token.getToken().getClaimAsString("region");
		}

	}

}
