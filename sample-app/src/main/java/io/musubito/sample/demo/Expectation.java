package io.musubito.sample.demo;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.musubito.Reason;
import io.musubito.StepView;

/**
 * What must be true of a run: the demo fails rather than show something else.
 *
 * @param executed the steps that execute, with the reason; the others are replayed
 * @param requests how many requests the model gets
 */
record Expectation(Map<String, Reason> executed, int requests) {

	private static final List<String> STEPS = List.of("retrieve", "constraints", "draft", "validate", "format");

	/** The first run: everything executes, two steps ask the model. */
	static final Expectation COLD = new Expectation(
			STEPS.stream().collect(Collectors.toMap((step) -> step, (step) -> Reason.FIRST_EXECUTION)), 2);

	/** A run after which nothing has changed. */
	static final Expectation REPLAYED = new Expectation(Map.of(), 0);

	/** The first run with another prompt for the draft. */
	static final Expectation DRAFT_CHANGED = new Expectation(Map.of("draft", Reason.CONFIGURATION_CHANGED, "validate",
			Reason.UPSTREAM_CHANGED, "format", Reason.UPSTREAM_CHANGED), 1);

	void check(DemoRun run) {
		List<String> operations = run.journal().steps().stream().map(StepView::operation).toList();
		if (!operations.equals(STEPS)) {
			throw new UnmetExpectationException("the steps " + STEPS, "they were " + operations);
		}
		Map<String, Reason> actual = new TreeMap<>();
		run.journal()
			.steps()
			.stream()
			.filter((step) -> !step.cached())
			.forEach((step) -> actual.put(step.operation(), step.reason()));
		if (!actual.equals(this.executed)) {
			throw new UnmetExpectationException("to execute " + new TreeMap<>(this.executed), "it executed " + actual);
		}
		if (run.model().requests() != this.requests) {
			throw new UnmetExpectationException(this.requests + " model requests",
					"there were " + run.model().requests());
		}
		long spent = run.journal().spent().usage().totalTokens();
		if (spent != run.model().tokens() || (this.requests > 0 && spent == 0)) {
			throw new UnmetExpectationException("the " + run.model().tokens() + " tokens of the model in the journal",
					"there were " + spent);
		}
	}

}
