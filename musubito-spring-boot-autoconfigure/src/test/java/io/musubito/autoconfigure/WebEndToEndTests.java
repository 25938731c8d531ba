package io.musubito.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import io.micrometer.core.instrument.MeterRegistry;
import io.musubito.MusubitoStep;
import io.musubito.StepType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The filter, the endpoint and the meters on the real engine and a real store.
 */
@Tag("slow")
class WebEndToEndTests {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void showsWhatARequestDidAndTakesItBack(WebApplicationType type) throws Exception {
		try (ConfigurableApplicationContext context = start(type)) {
			int port = Integer.parseInt(context.getEnvironment().getProperty("local.server.port"));
			String endpoint = "http://localhost:" + context.getEnvironment().getProperty("local.management.port")
					+ "/actuator/musubito";
			String ask = "http://localhost:" + port + "/answers?question=why";
			assertThat(get(ask)).isEqualTo("draft of facts on why");
			assertThat(get(ask)).isEqualTo("draft of facts on why");

			String runs = get(endpoint + "/runs");
			assertThat(JsonPath.<List<String>>read(runs, "$.runs[*].pipeline")).containsExactly("GET /answers",
					"GET /answers");
			assertThat(JsonPath.<List<String>>read(runs, "$.runs[*].status")).containsOnly("SUCCESS");
			String warm = get(endpoint + "/runs/" + JsonPath.read(runs, "$.runs[0].runId"));
			assertThat(JsonPath.<List<String>>read(warm, "$.steps[*].outcome")).containsExactly("REPLAYED", "REPLAYED");
			String cold = get(endpoint + "/runs/" + JsonPath.read(runs, "$.runs[1].runId"));
			assertThat(JsonPath.<List<String>>read(cold, "$.steps[*].operation")).containsExactly("retrieve", "draft");
			assertThat(JsonPath.<List<String>>read(cold, "$.steps[*].reason")).containsOnly("FIRST_EXECUTION");

			String graph = get(endpoint + "/graph?operation=draft");
			assertThat(JsonPath.<List<String>>read(graph, "$.edges[*].kind")).containsExactly("DATA");
			String retrieve = JsonPath.<List<String>>read(graph, "$.nodes[?(@.operation == 'retrieve')].nodeId").get(0);
			String node = get(endpoint + "/nodes/" + retrieve);
			assertThat(JsonPath.<String>read(node, "$.artifact")).isEqualTo("facts on why");
			assertThat(JsonPath.<Map<String, Object>>read(node, "$")).containsKeys("inputs", "why", "executedAt");

			assertThat(post(endpoint + "/nodes/" + retrieve, "{\"action\": \"invalidate\"}"))
				.isEqualTo("{\"invalidated\":2}");
			String summary = get(endpoint);
			assertThat(JsonPath.<Map<String, Object>>read(summary, "$.cache")).containsEntry("requests", 4)
				.containsEntry("executed", 2)
				.containsEntry("hitRatio", 0.5);
			assertThat(JsonPath.<List<Map<String, Object>>>read(summary, "$.steps[*].nodes"))
				.containsExactly(Map.of("STALE", 1), Map.of("STALE", 1));
			assertThat(JsonPath.<String>read(summary, "$.steps[0].ttl")).isEqualTo("PT1H");

			MeterRegistry meters = context.getBean(MeterRegistry.class);
			assertThat(meters.get("cache.gets").tags("cache", "musubito", "result", "hit").counter().count())
				.isEqualTo(2);
			assertThat(meters.get("musubito.step").tags("operation", "draft", "outcome", "executed").timer().count())
				.isEqualTo(1);
			assertThat(meters.get("musubito.store.nodes").tag("status", "stale").gauge().value()).isEqualTo(2);
			assertThat(meters.get("musubito.degraded").functionCounter().count()).isZero();
			assertThat(meters.get("musubito.journal.pending").gauge().value()).isNotNegative();
		}
	}

	private ConfigurableApplicationContext start(WebApplicationType type) {
		String excluded = "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration,"
				+ "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration,"
				+ "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";
		if (type == WebApplicationType.REACTIVE) {
			excluded += ",org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration"
					+ ",org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration";
		}
		return new SpringApplicationBuilder(Application.class).web(type)
			.properties("server.port=0", "management.server.port=0", "spring.main.banner-mode=off",
					"logging.level.root=warn", "management.endpoints.web.exposure.include=musubito",
					"management.endpoint.musubito.show-values=always", "spring.autoconfigure.exclude=" + excluded,
					"musubito.store.path=" + this.folder.resolve("musubito.db"))
			.run();
	}

	private static String get(String uri) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(URI.create(uri)));
	}

	private static String post(String uri, String json) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(URI.create(uri))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(json)));
	}

	private static String send(HttpRequest.Builder request) throws IOException, InterruptedException {
		HttpResponse<String> response = HttpClient.newHttpClient()
			.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return response.body();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Steps.class, Controller.class })
	static class Application {

	}

	static class Steps {

		@MusubitoStep(name = "retrieve")
		String retrieve(String question) {
			return "facts on " + question;
		}

		@MusubitoStep(name = "draft", type = StepType.STOCHASTIC, ttl = "1h")
		String draft(String facts) {
			return "draft of " + facts;
		}

	}

	@RestController
	static class Controller {

		private final Steps steps;

		Controller(Steps steps) {
			this.steps = steps;
		}

		@GetMapping("/answers")
		String answer(@RequestParam String question) {
			return this.steps.draft(this.steps.retrieve(question));
		}

	}

}
