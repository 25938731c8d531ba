package io.musubito.sample.review;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import io.musubito.sample.standin.Latency;
import io.musubito.sample.standin.ModelUse;
import io.musubito.sample.standin.StandIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The README's story: a review fails at its gate and is resumed in another process.
 */
@Tag("slow")
class ResumeTests {

	private static final String FAIL = "--sample.review.fail-at-gate=true";

	private static final String REVIEW = "{\"diff\": \"report-export\"}";

	private static final String RESUME = "{\"action\": \"resume\"}";

	private static final List<String> RESUMED = List.of("fetch-diff REPLAYED", "dimensions REPLAYED",
			"investigate REPLAYED", "investigate REPLAYED", "investigate REPLAYED", "investigate REPLAYED",
			"investigate REPLAYED", "score REPLAYED", "gate EXECUTED");

	private final StandIn standIn = StandIn.start(Latency.NONE);

	@TempDir
	private Path directory;

	@AfterEach
	void close() {
		this.standIn.close();
	}

	@Test
	void executesTheGateAloneInAnotherProcess() throws Exception {
		String failed;
		String gate;
		try (SampleProcess first = start(FAIL)) {
			ResponseEntity<String> response = first.post("/reviews", REVIEW);
			assertThat(response.getStatusCode().value()).as("%s", response.getBody()).isEqualTo(500);
			JsonNode run = json(first.get("/actuator/musubito/runs?limit=1")).path("runs").path(0);
			assertThat(run.path("status").asString()).isEqualTo("FAILED");
			failed = run.path("runId").asString();
			JsonNode journal = json(first.get(run(failed)));
			gate = gate(journal);
			assertThat(outcomes(journal)).hasSize(9)
				.startsWith("fetch-diff EXECUTED", "dimensions EXECUTED")
				.endsWith("score EXECUTED", "gate FAILED");
		}
		ModelUse before = this.standIn.use();
		assertThat(before.requests()).isEqualTo(5);
		try (SampleProcess second = start()) {
			String resumed = json(second.post(run(failed), RESUME).getBody()).path("runId").asString();
			JsonNode run = await().until(() -> json(second.get(run(resumed))),
					(view) -> !view.path("status").asString().equals("RUNNING"));
			assertThat(run.path("status").asString()).isEqualTo("SUCCESS");
			assertThat(run.path("resumedFrom").asString()).isEqualTo(failed);
			assertThat(outcomes(run)).isEqualTo(RESUMED);
			assertThat(gate(run)).as("the script is no part of the identity").isEqualTo(gate);
			assertThat(json(second.post("/reviews", REVIEW).getBody()).path("verdict").path("decision").asString())
				.isEqualTo("BLOCK");
		}
		assertThat(this.standIn.use()).isEqualTo(before);
	}

	@Test
	void isWhatTheReadmeShows() throws IOException {
		String journal = RESUMED.stream()
			.map((step) -> "\"operation\":\"" + step.replace(" ", "\"\t\"outcome\":\"") + "\"\n")
			.collect(Collectors.joining());
		assertThat(Files.readString(Path.of("../README.md"))).contains(FAIL,
				"-d '" + REVIEW + "' localhost:8080/reviews", "localhost:8080/actuator/musubito/runs?limit=1",
				"-d '" + RESUME + "' localhost:8080/actuator/musubito/runs/", journal);
	}

	private SampleProcess start(String... arguments) throws IOException {
		String[] all = List.of(arguments).toArray(new String[arguments.length + 2]);
		all[arguments.length] = "--musubito.store.path=" + this.directory.resolve("musubito.db");
		all[arguments.length + 1] = "--sample.stand-in.address=" + this.standIn.address();
		return SampleProcess.start(this.directory, all);
	}

	private static String run(String id) {
		return "/actuator/musubito/runs/" + id;
	}

	private static List<String> outcomes(JsonNode run) {
		return run.path("steps")
			.valueStream()
			.map((step) -> step.path("operation").asString() + " " + step.path("outcome").asString())
			.toList();
	}

	private static String gate(JsonNode run) {
		return run.path("steps").path(8).path("nodeId").asString();
	}

	private static JsonNode json(String text) {
		return JsonMapper.shared().readTree(text);
	}

}
