package io.musubito.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happened in the application before a test looks at it: yesterday two questions
 * were answered, one of them twice, and a review failed; then a prompt was edited, and
 * today the first question was asked again, twice, and a letter got lost.
 *
 * @param application the application as it runs today
 * @param yesterday the run that answered the first question yesterday
 * @param today the run that answered it today, with the edited prompt
 * @param again the run that answered it once more, all replayed
 * @param failed the review that failed
 * @param reviewed a review that succeeded
 * @param inDoubt the run that sent a letter of which nobody knows whether it arrived
 * @param failedAgain the review that failed, tried again and again: one for each test
 * that resumes a run
 */
record Story(Application application, String yesterday, String today, String again, String failed, String reviewed,
		String inDoubt, Queue<String> failedAgain) {

	static final String QUESTION = "How do I restore a backup?";

	/** What the prompt of {@code draft} says since today. */
	static final String EDIT = "Answer in at most 2 sentences, for readers in a hurry.";

	private static final int RESUMED = 4;

	static Story tell(Applications applications) {
		String yesterday;
		String failed;
		Queue<String> failedAgain = new ArrayDeque<>();
		try (Application past = applications.start(Variant.STORY, "--page.ago=26h",
				"--sample.review.fail-at-gate=true")) {
			yesterday = ask(past, QUESTION);
			ask(past, "How do I share a folder?");
			ask(past, QUESTION);
			failed = review(past, "report-export", 500);
			for (int run = 0; run < RESUMED; run++) {
				failedAgain.add(review(past, "report-export", 500));
			}
		}
		edit(applications);
		Application now = applications.start(Variant.STORY);
		String today = ask(now, QUESTION);
		String again = ask(now, QUESTION);
		return new Story(now, yesterday, today, again, failed, review(now, "discount-code", 200), send(now, "nobody"),
				failedAgain);
	}

	private static void edit(Applications applications) {
		try {
			Files.writeString(applications.prompt("draft.st"), "\n" + EDIT + "\n", StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Asks a question.
	 * @param application the sample
	 * @param question the question
	 * @return the run that answered it
	 */
	static String ask(Application application, String question) {
		return run(application, "answer", application.post("/answers", Map.of("question", question)), 200);
	}

	/**
	 * Has a diff reviewed.
	 * @param application the sample
	 * @param diff the name of the diff
	 * @param status the expected status of the answer
	 * @return the run that reviewed it
	 */
	static String review(Application application, String diff, int status) {
		return run(application, "review", application.post("/reviews", Map.of("diff", diff)), status);
	}

	/**
	 * Sends a letter.
	 * @param application the sample
	 * @param to the recipient; one that begins with "nobody" leaves it in doubt
	 * @return the run
	 */
	static String send(Application application, String to) {
		return run(application, "newsletter", application.post("/newsletters?to=" + to, ""),
				to.startsWith("nobody") ? 500 : 200);
	}

	private static String run(Application application, String pipeline, HttpResponse<String> response, int status) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		return latest(application, pipeline).required("runId").asString();
	}

	static JsonNode latest(Application application, String pipeline) {
		return application.json("/runs?limit=1&pipeline=" + pipeline).required("runs").required(0);
	}

	/**
	 * The run that failed, with its last step still to do: an earlier test may have done
	 * that.
	 * @return the run, which is to be looked at and not resumed
	 */
	String toBeResumed() {
		leaveTheGateToDo();
		return this.failed;
	}

	/**
	 * A run that failed and that no other test resumes.
	 * @return the run, with its last step still to do
	 */
	String mayBeResumed() {
		leaveTheGateToDo();
		return this.failedAgain.remove();
	}

	private void leaveTheGateToDo() {
		String gate = node(this.failed, "gate");
		if (this.application.json("/nodes/" + gate).required("status").asString().equals("SUCCESS")) {
			assertThat(this.application.act("/nodes/" + gate, Map.of("action", "invalidate")).statusCode())
				.isEqualTo(200);
		}
	}

	/**
	 * The node of a step of a run.
	 * @param runId the run
	 * @param operation the step
	 * @return the id of the first node
	 */
	String node(String runId, String operation) {
		return steps(runId).filter((step) -> step.required("operation").asString().equals(operation))
			.map((step) -> step.required("nodeId").asString())
			.findFirst()
			.orElseThrow();
	}

	/**
	 * The journal of a run.
	 * @param runId the run
	 * @return its steps
	 */
	Stream<JsonNode> steps(String runId) {
		return StreamSupport.stream(this.application.json("/runs/" + runId).required("steps").spliterator(), false);
	}

	/**
	 * How the page shows an id.
	 * @param id the id
	 * @return its beginning
	 */
	static String shown(String id) {
		return id.substring(0, 8);
	}

}
