package io.musubito.actuate;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads and writes at the {@link MusubitoEndpoint} behind Spring Security.
 */
class EndpointSecurityTests {

	private static final Path DOCUMENT = Path.of("..", "docs", "endpoint.md");

	private static final Consumer<HttpRequest.Builder> INVALIDATE = (request) -> request
		.header("Content-Type", "application/json")
		.POST(BodyPublishers.ofString("{\"action\": \"invalidate\"}"));

	private static final String NODE = "/nodes/" + RecordedGraph.DRAFT.nodeId();

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void theDefaultsLetReadButRefuseToWriteWithoutAToken(WebApplicationType type) {
		try (EndpointServer server = EndpointServer.start(type, List.of(users(type)))) {
			assertThat(server.get(NODE).statusCode()).isNotEqualTo(200);
			assertThat(server.send(NODE, as("ada")).statusCode()).isEqualTo(200);
			assertThat(server.send(NODE, as("ada").andThen(INVALIDATE)).statusCode()).isEqualTo(403);
			assertThat(server.send(NODE, as("ada").andThen(HttpRequest.Builder::DELETE)).statusCode()).isEqualTo(403);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void theDocumentedChainLetsOperatorsWrite(WebApplicationType type) {
		try (EndpointServer server = EndpointServer.start(type, List.of(users(type), chain(type)))) {
			assertThat(server.get(NODE).statusCode()).isEqualTo(401);
			assertThat(server.send(NODE, INVALIDATE).statusCode()).isEqualTo(401);
			assertThat(server.send(NODE, as("bob").andThen(INVALIDATE)).statusCode()).isEqualTo(403);
			HttpResponse<String> written = server.send(NODE, as("ada").andThen(INVALIDATE));
			assertThat(written.statusCode()).isEqualTo(200);
			assertThat(written.body()).isEqualTo("{\"invalidated\":2}");
			assertThat(written.headers().firstValue("Set-Cookie")).as("a session that a browser could send").isEmpty();
			assertThat(server.send(NODE, as("ada").andThen(HttpRequest.Builder::DELETE)).statusCode()).isEqualTo(200);
			assertThat(server.send("/graph?format=dot", as("ada")).body()).startsWith("digraph musubito {");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void showsValuesToThoseWhoseRoleIsNamed(WebApplicationType type) {
		try (EndpointServer server = EndpointServer.start(type, List.of(users(type)),
				"management.endpoint.musubito.show-values=when-authorized",
				"management.endpoint.musubito.roles=OPERATOR")) {
			for (String path : List.of(NODE, NODE + "/provenance")) {
				assertThat(server.send(path, as("ada")).body()).contains(RecordedGraph.SECRET);
				assertThat(server.send(path, as("bob")).body()).doesNotContain(RecordedGraph.SECRET);
			}
		}
	}

	@Test
	void theBodyOfAWriteIsJson() {
		try (EndpointServer server = EndpointServer.start(WebApplicationType.SERVLET)) {
			for (String form : List.of("application/x-www-form-urlencoded", "text/plain")) {
				assertThat(server
					.send(NODE,
							(request) -> request.header("Content-Type", form)
								.POST(BodyPublishers.ofString("{\"action\": \"invalidate\"}")))
					.statusCode()).as("what a form of another site can send: %s", form).isEqualTo(415);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { EndpointSecurity.class, ReactiveEndpointSecurity.class })
	void theDocumentShowsTheChains(Class<?> chain) throws IOException {
		String source = Files
			.readString(Path.of("src", "test", "java").resolve(chain.getName().replace('.', '/') + ".java"));
		String bean = source.substring(source.indexOf("\t@Bean"), source.lastIndexOf('}')).strip();
		assertThat(withoutIndentation(Files.readString(DOCUMENT))).contains(withoutIndentation(bean));
	}

	private static String withoutIndentation(String code) {
		return code.replaceAll("(?m)^\\s+", "");
	}

	private static Consumer<HttpRequest.Builder> as(String user) {
		String credentials = Base64.getEncoder().encodeToString((user + ":secret").getBytes(StandardCharsets.UTF_8));
		return (request) -> request.header("Authorization", "Basic " + credentials);
	}

	private static Class<?> users(WebApplicationType type) {
		return (type == WebApplicationType.SERVLET) ? Users.class : ReactiveUsers.class;
	}

	private static Class<?> chain(WebApplicationType type) {
		return (type == WebApplicationType.SERVLET) ? EndpointSecurity.class : ReactiveEndpointSecurity.class;
	}

	private static UserDetails[] all() {
		return new UserDetails[] { User.withUsername("ada").password("{noop}secret").roles("OPERATOR").build(),
				User.withUsername("bob").password("{noop}secret").roles("READER").build() };
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	static class Users {

		@Bean
		InMemoryUserDetailsManager users() {
			return new InMemoryUserDetailsManager(all());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebFluxSecurity
	static class ReactiveUsers {

		@Bean
		MapReactiveUserDetailsService users() {
			return new MapReactiveUserDetailsService(all());
		}

	}

}
