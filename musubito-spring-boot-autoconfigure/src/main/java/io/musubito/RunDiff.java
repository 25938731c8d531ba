package io.musubito;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What differs between two runs of a pipeline, child runs included.
 *
 * @param before the run that was named first
 * @param after the run that was named second
 * @param causes what was changed between them, each once: the first that is upstream of
 * all that differs for it. Empty when nothing was changed that is part of an identity
 * @param steps the steps of both, paired: in the order of {@code after}, and then those
 * that only {@code before} has
 * @param notes what could not be compared, as sentences; empty when all was
 */
public record RunDiff(RunSummary before, RunSummary after, List<RunCause> causes, List<StepDiff> steps,
		List<String> notes) {

	/**
	 * Copies its lists.
	 * @param before the run that was named first
	 * @param after the run that was named second
	 * @param causes what was changed between them, each once: the first that is upstream
	 * of all that differs for it. Empty when nothing was changed that is part of an
	 * identity
	 * @param steps the steps of both, paired: in the order of {@code after}, and then
	 * those that only {@code before} has
	 * @param notes what could not be compared, as sentences; empty when all was
	 */
	public RunDiff {
		causes = List.copyOf(causes);
		steps = List.copyOf(steps);
		notes = List.copyOf(notes);
	}

	/**
	 * Whether nothing differs: the same steps with the same results, none of them
	 * executed in only one of the two, and nothing changed.
	 * @return whether there is neither a cause nor a step that differs
	 */
	public boolean isEmpty() {
		return this.causes.isEmpty()
				&& this.steps.stream().allMatch((step) -> step.difference() == StepDifference.SAME);
	}

	/**
	 * The steps that differ in one way.
	 * @param difference the way
	 * @return the steps, in the order of {@link #steps}
	 */
	public List<StepDiff> steps(StepDifference difference) {
		return this.steps.stream().filter((step) -> step.difference() == difference).toList();
	}

	/**
	 * How many tokens more the second run spent.
	 * @return the difference, negative when it spent less
	 */
	public long tokens() {
		return this.after.spent().usage().totalTokens() - this.before.spent().usage().totalTokens();
	}

	/**
	 * How much longer the second run took.
	 * @return the difference, negative when it was faster; {@code null} when one of them
	 * has not ended
	 */
	public @Nullable Duration duration() {
		Duration one = this.before.duration();
		Duration other = this.after.duration();
		return (one != null && other != null) ? other.minus(one) : null;
	}

	/**
	 * How much more the second run cost at the prices of today.
	 * @return the difference, negative when it cost less; {@code null} when the
	 * application has no prices
	 */
	public @Nullable BigDecimal cost() {
		Cost one = this.before.spent().cost();
		Cost other = this.after.spent().cost();
		if (one == null && other == null) {
			return null;
		}
		return ((other != null) ? other : Cost.NONE).amount().subtract(((one != null) ? one : Cost.NONE).amount());
	}

	/**
	 * The differences as a text of some lines, for a terminal. It has values of inputs
	 * and results in it, which may be confidential.
	 */
	@Override
	public String toString() {
		return RunDiffText.of(this);
	}

}
