package io.musubito.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import io.musubito.MusubitoStep;
import io.musubito.autoconfigure.MusubitoAutoConfiguration;
import io.musubito.autoconfigure.MusubitoHealthContributorAutoConfiguration;
import io.musubito.autoconfigure.MusubitoInfoContributorAutoConfiguration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What {@code health} and {@code info} say of an application with a store in a file.
 */
@Tag("slow")
class HealthAndInfoTests {

	@TempDir
	Path directory;

	@ParameterizedTest
	@CsvSource({ "SERVLET,app.port=same", "SERVLET,management.server.port=0", "REACTIVE,app.port=same",
			"REACTIVE,management.server.port=0" })
	void tellsStoreAndMode(WebApplicationType type, String port) {
		try (ConfigurableApplicationContext context = start(type, port, "musubito.mode=refresh")) {
			context.getBean(Writer.class).draft("a");
			HttpResponse<String> health = get(context, "health");
			assertThat(health.statusCode()).isEqualTo(200);
			assertThat(JsonPath.<Map<String, Object>>read(health.body(), "$.components.musubito"))
				.isEqualTo(Map.of("status", "UP", "details", Map.of("store", "sqlite", "mode", "REFRESH")));
			assertThat(JsonPath.<Map<String, Object>>read(get(context, "info").body(), "$.musubito"))
				.as("without a version, since the classes come from a folder")
				.isEqualTo(Map.of("store", "sqlite", "mode", "REFRESH"));
		}
	}

	@Test
	void tellsTheNamespaceWhenThereIsOne() {
		try (ConfigurableApplicationContext context = start(WebApplicationType.SERVLET, "app.port=same",
				"musubito.namespace=team")) {
			assertThat(JsonPath.<String>read(get(context, "health").body(), "$.components.musubito.details.namespace"))
				.isEqualTo("team");
			assertThat(JsonPath.<String>read(get(context, "info").body(), "$.musubito.namespace")).isEqualTo("team");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "SERVLET", "REACTIVE" })
	void isDownWhenTheStoreCantBeReadWhileStepsStillRun(WebApplicationType type) throws IOException {
		try (ConfigurableApplicationContext context = start(type)) {
			context.getBean(Writer.class).draft("a");
			Files.delete(this.directory.resolve("musubito.db"));
			await().atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(get(context, "health").statusCode()).isEqualTo(503));
			String body = get(context, "health").body();
			assertThat(JsonPath.<String>read(body, "$.components.musubito.status")).isEqualTo("DOWN");
			assertThat(JsonPath.<Map<String, Object>>read(body, "$.components.musubito.details"))
				.containsEntry("store", "sqlite")
				.containsEntry("mode", "REPLAY")
				.hasEntrySatisfying("error", (error) -> assertThat(error.toString()).contains("StoreException"));
			assertThat(context.getBean(Writer.class).draft("b")).isEqualTo("draft of b");
		}
	}

	@Test
	void isUpWithoutAStoreWhenMusubitoIsSwitchedOff() {
		try (ConfigurableApplicationContext context = start(WebApplicationType.SERVLET, "musubito.enabled=false")) {
			assertThat(JsonPath.<Map<String, Object>>read(get(context, "health").body(), "$.components.musubito"))
				.isEqualTo(Map.of("status", "UP", "details", Map.of("store", "none", "mode", "OFF")));
			assertThat(JsonPath.<Map<String, Object>>read(get(context, "info").body(), "$.musubito"))
				.isEqualTo(Map.of("store", "none", "mode", "OFF"));
		}
		assertThat(this.directory).isEmptyDirectory();
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.health.musubito.enabled=false", "management.health.defaults.enabled=false" })
	void healthIsSwitchedOffAsThatOfOthers(String property) {
		runner().withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(StoreHealthIndicator.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.info.musubito.enabled=false", "management.info.defaults.enabled=false" })
	void infoIsSwitchedOffAsThatOfOthers(String property) {
		runner().withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MusubitoInfoContributor.class));
	}

	@Test
	void theApplicationsOwnIndicatorIsTaken() {
		runner().withBean("musubitoHealthIndicator", Object.class)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(StoreHealthIndicator.class));
	}

	private ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(MusubitoAutoConfiguration.class,
					MusubitoHealthContributorAutoConfiguration.class, MusubitoInfoContributorAutoConfiguration.class))
			.withUserConfiguration(Steps.class)
			.withPropertyValues("musubito.store.path=" + this.directory.resolve("musubito.db"));
	}

	private ConfigurableApplicationContext start(WebApplicationType type, String... properties) {
		List<String> all = new ArrayList<>(List.of("server.port=0", "spring.main.banner-mode=off",
				"musubito.store.path=" + this.directory.resolve("musubito.db"), "musubito.fingerprint.code=none",
				"management.endpoints.web.exposure.include=health,info,musubito",
				"management.endpoint.health.show-details=always", EndpointServer.withoutOthers(type)));
		all.addAll(List.of(properties));
		return new SpringApplicationBuilder(Application.class, Steps.class).web(type)
			.properties(all.toArray(String[]::new))
			.run();
	}

	private static HttpResponse<String> get(ConfigurableApplicationContext context, String endpoint) {
		String port = context.getEnvironment().getProperty("local.management.port");
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/" + endpoint))
			.timeout(Duration.ofSeconds(20))
			.build();
		try {
			return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A step.
	 */
	static class Writer {

		@MusubitoStep(name = "draft")
		String draft(String topic) {
			return "draft of " + topic;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Steps {

		@Bean
		Writer writer() {
			return new Writer();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
