package io.musubito.sample.demo;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.musubito.Change;
import io.musubito.Cost;
import io.musubito.Explanation;
import io.musubito.ModelUsage;
import io.musubito.Reason;
import io.musubito.RunCounts;
import io.musubito.RunKind;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.Spending;
import io.musubito.StepOutcome;
import io.musubito.StepView;
import io.musubito.Usage;
import io.musubito.sample.answer.Answer;
import io.musubito.sample.standin.ModelUse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * What the demo prints and what it insists on.
 */
class RunTableTests {

	private static final List<String> STEPS = List.of("retrieve", "constraints", "draft", "validate", "format");

	private static final Spending USED = new Spending(Usage.of(new ModelUsage("gpt-4o-mini", 1, 20, 10, 0)),
			new Cost(new BigDecimal("0.000009"), List.of()));

	@Test
	void saysWhatExecutedAndWhyAndWhatWasSaved() {
		assertThat(printed(run(0, replayed(1, "constraints"), changed(2, "draft")))).isEqualTo(
				"""
						   step         outcome    why                                                   ms  saved ms  tokens   saved
						   constraints  replayed                                                        0.5     310.0              30
						   draft        executed   configuration changed: draft.st                     12.0                30

						   0 model requests; 13.0 ms, saved 310.0 ms
						   30 tokens, 0.000009 USD; saved 30 tokens, 0.000009 USD
						""");
	}

	@Test
	void refusesAWarmRunThatAskedTheModel() {
		assertThatExceptionOfType(UnmetExpectationException.class)
			.isThrownBy(() -> Expectation.REPLAYED.check(run(1, allReplayed())))
			.withMessage("The demo expected 0 model requests, but there were 1.");
		assertThatNoException().isThrownBy(() -> Expectation.REPLAYED.check(run(0, allReplayed())));
	}

	@Test
	void refusesAWarmRunThatExecutedAStep() {
		StepView[] steps = allReplayed();
		steps[2] = changed(3, "draft");
		assertThatExceptionOfType(UnmetExpectationException.class)
			.isThrownBy(() -> Expectation.REPLAYED.check(run(0, steps)))
			.withMessage("The demo expected to execute {}, but it executed {draft=CONFIGURATION_CHANGED}.");
	}

	@Test
	void refusesARunWithoutAllSteps() {
		assertThatExceptionOfType(UnmetExpectationException.class)
			.isThrownBy(() -> Expectation.REPLAYED.check(run(0, replayed(1, "retrieve"))))
			.withMessageContaining("they were [retrieve]");
	}

	@Test
	void refusesAColdRunThatReplayed() {
		assertThatExceptionOfType(UnmetExpectationException.class)
			.isThrownBy(() -> Expectation.COLD.check(run(2, allReplayed())))
			.withMessageContaining("it executed {}");
	}

	private static StepView[] allReplayed() {
		return STEPS.stream().map((step) -> replayed(STEPS.indexOf(step) + 1, step)).toArray(StepView[]::new);
	}

	private static StepView replayed(int sequence, String operation) {
		return new StepView(sequence, operation, "0a", StepOutcome.REPLAYED, true, null, null,
				Duration.ofNanos(500_000), Duration.ofMillis(310), Spending.NONE, USED);
	}

	private static StepView changed(int sequence, String operation) {
		Explanation why = new Explanation(Reason.CONFIGURATION_CHANGED,
				List.of(new Change("resource file:/tmp/prompts/draft.st", "aa", "bb")), "0b", null);
		return new StepView(sequence, operation, "0a", StepOutcome.EXECUTED, false, why.reason(), why,
				Duration.ofMillis(12), Duration.ZERO, USED, Spending.NONE);
	}

	private static DemoRun run(int requests, StepView... steps) {
		RunView journal = new RunView("r1", "answer", RunKind.PIPELINE, RunStatus.SUCCESS, Instant.EPOCH, Instant.EPOCH,
				null, null, USED, USED, RunCounts.NONE, Duration.ZERO, List.of(), List.of(steps));
		return new DemoRun(journal, new Answer("Yes.", List.of(), List.of()), new ModelUse(requests, 20, 10),
				Duration.ofMillis(13));
	}

	private static String printed(DemoRun run) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		new RunTable(new PrintStream(bytes, true, StandardCharsets.UTF_8)).print(run);
		return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n").replaceAll("(?m) +$", "");
	}

}
