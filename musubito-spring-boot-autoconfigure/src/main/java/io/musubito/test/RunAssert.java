package io.musubito.test;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.StepOutcome;
import io.musubito.StepView;
import io.musubito.Usage;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a run with its journal, as {@code MusubitoRuns.find} returns it. Each
 * failure shows the whole journal. A step that was called several times is one that was
 * answered as asserted each time.
 */
public final class RunAssert extends AbstractAssert<RunAssert, RunView> {

	private RunAssert(@Nullable RunView run) {
		super(run, RunAssert.class);
	}

	/**
	 * Begins assertions.
	 * @param run the run, with its steps
	 * @return the assertions
	 */
	public static RunAssert assertThatRun(@Nullable RunView run) {
		return new RunAssert(run);
	}

	/**
	 * Asserts that the run ended normally.
	 * @return this
	 */
	public RunAssert succeeded() {
		return hasStatus(RunStatus.SUCCESS);
	}

	/**
	 * Asserts that the run ended with an exception.
	 * @return this
	 */
	public RunAssert failed() {
		return hasStatus(RunStatus.FAILED);
	}

	/**
	 * Asserts which steps the run called, in any order.
	 * @param operations the steps, one for each call
	 * @return this
	 */
	public RunAssert hasSteps(String... operations) {
		List<String> called = run().steps().stream().map(StepView::operation).sorted().toList();
		if (!called.equals(Arrays.stream(operations).sorted().toList())) {
			throw fail("it called exactly the steps " + List.of(operations));
		}
		return this;
	}

	/**
	 * Asserts that stored or recorded results were the answer to each call of steps.
	 * @param operations the steps
	 * @return this
	 */
	public RunAssert replayed(String... operations) {
		return each("replayed", (step) -> step.outcome() == StepOutcome.REPLAYED, operations);
	}

	/**
	 * Asserts that steps were called, and executed each time.
	 * @param operations the steps
	 * @return this
	 */
	public RunAssert executed(String... operations) {
		return each("executed", (step) -> step.outcome() == StepOutcome.EXECUTED, operations);
	}

	/**
	 * Asserts that steps were called, and failed each time.
	 * @param operations the steps
	 * @return this
	 */
	public RunAssert failed(String... operations) {
		return each("failed", (step) -> step.outcome() == StepOutcome.FAILED, operations);
	}

	/**
	 * Asserts that steps were not called.
	 * @param operations the steps
	 * @return this
	 */
	public RunAssert neverCalled(String... operations) {
		hasJournal();
		for (String operation : operations) {
			if (run().steps().stream().anyMatch((step) -> step.operation().equals(operation))) {
				throw fail("it never called step '" + operation + "'");
			}
		}
		return this;
	}

	/**
	 * Asserts that no step executed, whatever was called.
	 * @return this
	 */
	public RunAssert executedNothing() {
		hasJournal();
		if (run().steps().stream().anyMatch((step) -> !step.cached())) {
			throw fail("it executed no step");
		}
		return this;
	}

	/**
	 * Asserts that no model was asked in its steps.
	 * @return this
	 */
	public RunAssert spentNoTokens() {
		hasJournal();
		Usage spent = run().spent().usage();
		if (!spent.isEmpty()) {
			throw fail("it spent no tokens, but " + spent.totalTokens() + " were spent");
		}
		return this;
	}

	/**
	 * A run begins with its first step: without a journal nothing can be said of it.
	 */
	private void hasJournal() {
		if (run().steps().isEmpty()) {
			throw fail("it has a journal");
		}
	}

	private RunAssert hasStatus(RunStatus status) {
		if (run().status() != status) {
			throw fail("its status is " + status);
		}
		return this;
	}

	private RunAssert each(String how, Predicate<StepView> holds, String... operations) {
		for (String operation : operations) {
			List<StepView> calls = run().steps().stream().filter((step) -> step.operation().equals(operation)).toList();
			if (calls.isEmpty() || !calls.stream().allMatch(holds)) {
				throw fail("step '" + operation + "' was " + how);
			}
		}
		return this;
	}

	private RunView run() {
		isNotNull();
		return Objects.requireNonNull(this.actual);
	}

	private AssertionError fail(String expected) {
		RunView run = run();
		String journal = run.steps()
			.stream()
			.map((step) -> "\n  %d %s %s%s".formatted(step.sequence(), step.operation(), step.outcome(),
					(step.why() != null) ? " (" + step.why().withoutValues() + ")" : ""))
			.collect(Collectors.joining());
		return failure("Expected of run %s of '%s' (%s): %s.\nIts journal:%s", run.runId(), run.pipeline(),
				run.status(), expected, journal.isEmpty() ? " no step (is it a view from a list of runs? Those have no "
						+ "steps: take MusubitoRuns.find(runId))" : journal);
	}

}
