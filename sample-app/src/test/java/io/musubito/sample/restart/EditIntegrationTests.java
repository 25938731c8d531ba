package io.musubito.sample.restart;

import java.io.IOException;
import java.nio.file.Path;

import io.musubito.Explanation;
import io.musubito.StepOutcome;
import io.musubito.sample.standin.Latency;
import io.musubito.sample.standin.ModelUse;
import io.musubito.sample.standin.StandIn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * A developer edits one thing, starts the application again and asks the same question:
 * the steps that he would point at run, and say why. He takes the edit back, and nothing
 * runs.
 */
class EditIntegrationTests {

	private static final String QUESTION = "When is a refund possible, in at most two sentences?";

	private static final String VALIDATOR = "java/io/musubito/sample/answer/Validator.java";

	private static final String CONFIGURATION = "resources/application.yml";

	private static final String PROMPT = "resources/prompts/draft.st";

	private static final String MODEL_PROPERTY = "property spring.ai.openai.chat.model";

	private static final String MODEL_OF = "state io.musubito.sample.answer.";

	private static final String OPTION = ".model.chatModel.options.model";

	private static final StandIn model = StandIn.start(Latency.NONE);

	@TempDir
	private static Path directory;

	private static Reply original;

	private ModelUse before = model.use();

	@BeforeAll
	static void executeOriginal() throws Exception {
		try (SampleProcess sample = start(WorkingCopy.create(directory.resolve("original")))) {
			original = sample.ask(QUESTION);
		}
		assertThat(original.outcomes().values()).hasSize(5).containsOnly(StepOutcome.EXECUTED);
	}

	@AfterAll
	static void closeModel() {
		model.close();
	}

	@Test
	void privateMethodRunsItsStepAndThatWhichGetsAnotherResult() throws Exception {
		WorkingCopy copy = WorkingCopy.create(directory.resolve("method"));
		copy.edit(VALIDATOR, "!known.contains(source)", "known.contains(source)");
		String cause = "code changed: code io.musubito.sample.answer.Validator#unknownSources("
				+ "io.musubito.sample.answer.Draft,java.util.List)";
		try (SampleProcess sample = start(copy)) {
			Reply reply = sample.ask(QUESTION);
			assertThat(reply.outcomes()).containsExactly(entry("retrieve", StepOutcome.REPLAYED),
					entry("constraints", StepOutcome.REPLAYED), entry("draft", StepOutcome.REPLAYED),
					entry("validate", StepOutcome.EXECUTED), entry("format", StepOutcome.EXECUTED));
			assertThat(sample.why(reply.nodeIds().get("validate"))).hasToString(cause);
			assertThat(sample.why(reply.nodeIds().get("format"))).hasToString("upstream changed: validate ← " + cause);
			assertThat(sample.log()).contains("Since the last start 1 step changed: validate "
					+ "(code io.musubito.sample.answer.Validator#unknownSources(");
		}
		assertThat(model.use().since(this.before).requests()).isZero();
		copy.revert(VALIDATOR);
		assertReplaysOriginal(copy);
	}

	@Test
	void modelRunsTheStepsThatAskItAndNoneThatGetsTheSameAnswer() throws Exception {
		WorkingCopy copy = WorkingCopy.create(directory.resolve("model"));
		copy.edit(CONFIGURATION, "model: gpt-4o-mini", "model: gpt-4.1-mini");
		try (SampleProcess sample = start(copy)) {
			Reply reply = sample.ask(QUESTION);
			assertThat(reply.outcomes()).containsExactly(entry("retrieve", StepOutcome.REPLAYED),
					entry("constraints", StepOutcome.EXECUTED), entry("draft", StepOutcome.EXECUTED),
					entry("validate", StepOutcome.REPLAYED), entry("format", StepOutcome.REPLAYED));
			assertChanged(sample.why(reply.nodeIds().get("constraints")),
					MODEL_PROPERTY + " gpt-4o-mini → gpt-4.1-mini", MODEL_OF + "Analyst" + OPTION);
			assertChanged(sample.why(reply.nodeIds().get("draft")), MODEL_PROPERTY + " gpt-4o-mini → gpt-4.1-mini",
					MODEL_OF + "Writer" + OPTION);
			assertThat(sample.log()).contains("Since the last start 3 steps changed: constraints (" + MODEL_PROPERTY
					+ ", " + MODEL_OF + "Analyst" + OPTION + "), draft (" + MODEL_PROPERTY + ", " + MODEL_OF + "Writer"
					+ OPTION + "), investigate (" + MODEL_PROPERTY + ", state io.musubito.sample.review.Investigator"
					+ OPTION + ").");
		}
		assertThat(model.use().since(this.before).requests()).isEqualTo(2);
		copy.revert(CONFIGURATION);
		assertReplaysOriginal(copy);
	}

	@Test
	void promptRunsTheStepThatSendsIt() throws Exception {
		WorkingCopy copy = WorkingCopy.create(directory.resolve("prompt"));
		copy.edit(PROMPT, "at most 4 sentences", "at most 1 sentence");
		try (SampleProcess sample = start(copy)) {
			Reply reply = sample.ask(QUESTION);
			assertThat(reply.outcomes()).containsExactly(entry("retrieve", StepOutcome.REPLAYED),
					entry("constraints", StepOutcome.REPLAYED), entry("draft", StepOutcome.EXECUTED),
					entry("validate", StepOutcome.REPLAYED), entry("format", StepOutcome.REPLAYED));
			assertChanged(sample.why(reply.nodeIds().get("draft")), "resource ${sample.prompts}/draft.st");
		}
		assertThat(model.use().since(this.before).requests()).isEqualTo(1);
		copy.revert(PROMPT);
		assertReplaysOriginal(copy);
	}

	private static void assertChanged(Explanation why, String... components) {
		assertThat(why).hasToString("configuration changed: " + String.join("; ", components));
		assertThat(why.changes()).hasSize(components.length).allSatisfy((change) -> {
			assertThat(change.before()).matches("[0-9a-f]{12}|gpt-4o-mini");
			assertThat(change.after()).matches("[0-9a-f]{12}|gpt-4.1-mini").isNotEqualTo(change.before());
		});
	}

	private static void assertReplaysOriginal(WorkingCopy reverted) throws Exception {
		ModelUse before = model.use();
		try (SampleProcess sample = start(reverted)) {
			Reply reply = sample.ask(QUESTION);
			assertThat(reply.outcomes().values()).hasSize(5).containsOnly(StepOutcome.REPLAYED);
			assertThat(reply.nodeIds()).isEqualTo(original.nodeIds());
			assertThat(reply.answer()).isEqualTo(original.answer());
		}
		assertThat(model.use()).isEqualTo(before);
	}

	private static SampleProcess start(WorkingCopy copy) throws IOException {
		return SampleProcess.start(Jdk.running(), copy.command(), directory.resolve("musubito.db"), model);
	}

}
