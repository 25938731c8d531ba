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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.jayway.jsonpath.JsonPath;
import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Runs are resumed by the endpoint of a real application.
 */
@Tag("slow")
@Timeout(120)
class ResumeEndToEndTests {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void resumesARun(WebApplicationType type) throws Exception {
		try (ConfigurableApplicationContext context = start(type)) {
			String endpoint = "http://localhost:" + context.getEnvironment().getProperty("local.server.port")
					+ "/actuator/musubito";
			Review review = context.getBean(Review.class);
			Steps steps = context.getBean(Steps.class);
			steps.failNext();
			assertThatIllegalStateException().isThrownBy(() -> review.review("diff"));
			String failed = context.getBean(MusubitoRuns.class).recent(1).get(0).runId();
			String path = endpoint + "/runs/" + failed;
			assertThat(JsonPath.<String>read(get(path), "$.status")).isEqualTo("FAILED");

			refuses(path, "{\"action\": \"destroy\"}", 400, "'action' must be resume, but is 'destroy'");
			refuses(path, "{}", 400, "'action' is missing: resume");
			refuses(endpoint + "/runs/none", "{\"action\": \"resume\"}", 404, "There is no run 'none'");
			refuses(path, "{\"action\": \"resume\", \"from\": \"none\"}", 400,
					"it has no such step. It has gate, score.");

			CountDownLatch goOn = steps.blockNext();
			HttpResponse<String> answer = post(path, "{\"action\": \"resume\", \"from\": \"score\"}");
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
			assertThat(JsonPath.<String>read(answer.body(), "$.status")).isEqualTo("RUNNING");
			assertThat(JsonPath.<String>read(answer.body(), "$.resumedFrom")).isEqualTo(failed);
			String resumed = JsonPath.read(answer.body(), "$.runId");
			refuses(path, "{\"action\": \"resume\"}", 400, "run '" + resumed + "' is resuming it since");
			goOn.countDown();
			Awaitility.await()
				.until(() -> JsonPath.read(get(endpoint + "/runs/" + resumed), "$.status").equals("SUCCESS"));
			String journal = get(endpoint + "/runs/" + resumed);
			assertThat(JsonPath.<List<String>>read(journal, "$.steps[*].outcome")).containsExactly("EXECUTED",
					"EXECUTED");
			assertThat(JsonPath.<List<Boolean>>read(journal, "$.steps[*].cached")).containsExactly(false, false);
			assertThat(JsonPath.<String>read(journal, "$.steps[0].reason")).isEqualTo("FORCED");
			refuses(endpoint + "/runs/" + resumed, "{\"action\": \"resume\"}", 400, "it has ended successfully");
		}
	}

	private static void refuses(String uri, String json, int status, String reason) throws Exception {
		HttpResponse<String> response = post(uri, json);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		assertThat(JsonPath.<String>read(response.body(), "$.error")).contains(reason);
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
			.properties("server.port=0", "spring.main.banner-mode=off", "logging.level.root=warn",
					"management.endpoints.web.exposure.include=musubito", "spring.autoconfigure.exclude=" + excluded,
					"musubito.store.path=" + this.folder.resolve("musubito.db"))
			.run();
	}

	private static String get(String uri) throws IOException, InterruptedException {
		HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(uri)));
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return response.body();
	}

	private static HttpResponse<String> post(String uri, String json) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(URI.create(uri))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(json)));
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
	}

	static class Steps {

		private volatile boolean failing;

		private volatile @Nullable CountDownLatch blocking;

		void failNext() {
			this.failing = true;
		}

		CountDownLatch blockNext() {
			CountDownLatch latch = new CountDownLatch(1);
			this.blocking = latch;
			return latch;
		}

		@MusubitoStep(name = "score")
		String score(String diff) {
			return "score of " + diff;
		}

		@MusubitoStep(name = "gate")
		String gate(String score) throws InterruptedException {
			CountDownLatch latch = this.blocking;
			if (latch != null) {
				assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
			}
			if (this.failing) {
				this.failing = false;
				throw new IllegalStateException("no");
			}
			return "verdict on " + score;
		}

	}

	static class Review {

		private final Steps steps;

		Review(Steps steps) {
			this.steps = steps;
		}

		@MusubitoPipeline("review")
		String review(String diff) throws InterruptedException {
			return this.steps.gate(this.steps.score(diff));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Steps.class, Review.class })
	static class Application {

	}

}
