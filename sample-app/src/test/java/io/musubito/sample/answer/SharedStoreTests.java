package io.musubito.sample.answer;

import java.io.IOException;
import java.time.Duration;

import io.musubito.StepOutcome;
import io.musubito.sample.SampleApplication;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

/**
 * Two applications with the profile of a team: the second one replays what the first has
 * executed.
 */
@Tag("process")
class SharedStoreTests {

	@Test
	void theSecondReplaysWhatTheFirstHasExecuted() throws IOException {
		try (EmbeddedPostgres server = EmbeddedPostgres.builder().start();
				ConfigurableApplicationContext first = start(server);
				ConfigurableApplicationContext second = start(server)) {
			JsonNode executed = client(first).ask("When is a refund possible?");
			assertThat(AnswerClient.outcomes(executed).values()).hasSize(5).containsOnly(StepOutcome.EXECUTED);
			JsonNode replayed = client(second).ask("When is a refund possible?");
			assertThat(AnswerClient.outcomes(replayed).values()).hasSize(5).containsOnly(StepOutcome.REPLAYED);
			assertThat(replayed.path("answer")).isEqualTo(executed.path("answer"));
			assertThat(client(second).get("/actuator/musubito")).contains("\"type\":\"postgresql\"");
		}
	}

	@Test
	void aReviewThatIsSubmittedToOneIsSeenInBoth() throws IOException {
		try (EmbeddedPostgres server = EmbeddedPostgres.builder().start();
				ConfigurableApplicationContext first = start(server);
				ConfigurableApplicationContext second = start(server)) {
			ResponseEntity<String> submitted = client(first).post("/actuator/musubito/runs",
					"{\"pipeline\": \"review\", \"arguments\": \"[\\\"discount-code\\\"]\"}");
			assertThat(submitted.getStatusCode().value()).as("%s", submitted.getBody()).isEqualTo(200);
			String run = "/actuator/musubito/runs/"
					+ JsonMapper.shared().readTree(submitted.getBody()).path("runId").asString();
			Awaitility.await()
				.atMost(Duration.ofMinutes(1))
				.until(() -> client(second).get(run), containsString("\"status\":\"SUCCESS\""));
			assertThat(client(first).get(run)).isEqualTo(client(second).get(run)).contains("investigate");
			assertThat(
					client(second).post("/actuator/musubito/runs", "{\"pipeline\": \"answer\", \"arguments\": \"[]\"}"))
				.extracting(ResponseEntity::getBody)
				.asString()
				.contains("submittable = true");
		}
	}

	private static ConfigurableApplicationContext start(EmbeddedPostgres server) {
		return new SpringApplicationBuilder(SampleApplication.class).profiles("team")
			.run("--server.port=0", "--SAMPLE_DATABASE=" + server.getJdbcUrl("postgres", "postgres"),
					"--sample.stand-in.first-token=0ms", "--sample.stand-in.per-token=0ms");
	}

	private static AnswerClient client(ConfigurableApplicationContext context) {
		return new AnswerClient(((WebServerApplicationContext) context).getWebServer().getPort());
	}

}
