package io.musubito.sample.review;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

import io.musubito.MusubitoRuns;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.StepOutcome;
import io.musubito.StepView;
import io.musubito.sample.standin.StandIn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What the review pipeline replays and what it executes, with a stand-in for the model.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "sample.stand-in.first-token=0ms", "sample.stand-in.per-token=0ms" })
class ReviewReplayTests {

	@TempDir
	private static Path directory;

	@LocalServerPort
	private int port;

	@Autowired
	private StandIn standIn;

	@Autowired
	private MusubitoRuns runs;

	private long requestsBefore;

	@DynamicPropertySource
	static void ownStore(DynamicPropertyRegistry properties) {
		properties.add("musubito.store.path", () -> directory.resolve("musubito.db"));
	}

	@BeforeEach
	void countFromHere() {
		this.requestsBefore = this.standIn.use().requests();
	}

	@Test
	void asksTheModelOnceForEachDimension() throws IOException {
		client().review(unseen("report-export"));
		assertThat(lastRun().status()).isEqualTo(RunStatus.SUCCESS);
		assertThat(steps()).extracting(StepView::operation)
			.containsExactly("fetch-diff", "dimensions", "investigate", "investigate", "investigate", "investigate",
					"investigate", "score", "gate");
		assertThat(steps()).extracting(StepView::outcome).containsOnly(StepOutcome.EXECUTED);
		assertThat(requests()).isEqualTo(5);
	}

	@Test
	void replaysAReview() throws IOException {
		String diff = unseen("customer-search");
		JsonNode first = client().review(diff);
		assertThat(requests()).isEqualTo(4);
		JsonNode second = client().review(diff);
		assertThat(requests()).as("no more").isEqualTo(4);
		assertThat(steps()).hasSize(8).extracting(StepView::outcome).containsOnly(StepOutcome.REPLAYED);
		assertThat(second).isEqualTo(first);
	}

	@Test
	void investigatesAChangedHunkOnlyInTheDimensionsThatItMattersFor() throws IOException {
		String diff = unseen("customer-search");
		client().review(diff);
		client().review(diff.replace("search(\"love\")", "search(\"lace\")"));
		assertThat(steps()).extracting(StepView::operation, StepView::outcome)
			.startsWith(tuple("fetch-diff", StepOutcome.EXECUTED), tuple("dimensions", StepOutcome.EXECUTED))
			.endsWith(tuple("score", StepOutcome.REPLAYED), tuple("gate", StepOutcome.REPLAYED));
		assertThat(steps()).filteredOn((step) -> step.operation().equals("investigate"))
			.extracting(StepView::outcome)
			.as("correctness and tests look at the tests, security and performance don't")
			.containsExactlyInAnyOrder(StepOutcome.EXECUTED, StepOutcome.REPLAYED, StepOutcome.REPLAYED,
					StepOutcome.EXECUTED);
		assertThat(requests()).isEqualTo(6);
	}

	@Test
	void replaysTheRestWhenOnlyWordsAroundTheDiffChanged() throws IOException {
		String diff = unseen("discount-code");
		client().review(diff);
		client().review("A discount, as we said.\n\n" + diff);
		assertThat(steps()).extracting(StepView::outcome)
			.containsExactly(StepOutcome.EXECUTED, StepOutcome.REPLAYED, StepOutcome.REPLAYED, StepOutcome.REPLAYED,
					StepOutcome.REPLAYED, StepOutcome.REPLAYED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "[]", "{}", "{\"diff\": null}", "{\"diff\": \"  \"}",
			"{\"diff\": \"no-such-change\"}", "{\"diff\": \"../application.yml\"}",
			"{\"diff\": \"Please review my change.\"}", "{\"diff\": \"--- a/x\\n+++ b/x\\n@@ -1,9 +1,9 @@\\n+a\"}" })
	void refusesWhatIsNoDiff(String body) {
		assertRefused(client().post(body));
	}

	private void assertRefused(ResponseEntity<String> response) {
		assertThat(response.getStatusCode().value()).as("%s", response.getBody()).isEqualTo(400);
		assertThat(response.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(response.getBody()).contains("\"status\":400");
		assertThat(requests()).isZero();
	}

	private List<StepView> steps() {
		return lastRun().steps();
	}

	private RunView lastRun() {
		return this.runs.find(this.runs.recent(1).get(0).runId()).orElseThrow();
	}

	private long requests() {
		return this.standIn.use().requests() - this.requestsBefore;
	}

	private ReviewClient client() {
		return new ReviewClient(this.port);
	}

	private static String unseen(String name) throws IOException {
		return new ClassPathResource("diffs/" + name + ".diff").getContentAsString(StandardCharsets.UTF_8)
			.replace("com/example", "com/example/" + UUID.randomUUID());
	}

}
