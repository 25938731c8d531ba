package io.musubito;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A step in two runs. Steps are paired by what they computed, then by equal inputs, then
 * by likeness and position: so a list that is passed in another order, or shortened, does
 * not pair its items with wrong ones.
 *
 * @param operation the step
 * @param position where it is in the second run, or in the first when only that has it,
 * as in {@code review[2]/draft[1]}
 * @param difference how it differs
 * @param before its journal entry in the first run; {@code null} when that does not have
 * it. Of a step that was not called because an enclosing one was replayed, with the
 * sequence 0
 * @param after its journal entry in the second run; {@code null} when that does not have
 * it
 * @param changes what its identity was made of and is no longer; those of results of
 * other steps too, which are {@code upstream <step>}. Empty when nothing of it changed
 * @param output how the results differ; {@code null} when they don't, or one has none
 * @param error the exception of the failure in the second run, or else in the first;
 * {@code null} when it failed in neither
 */
public record StepDiff(String operation, String position, StepDifference difference, @Nullable StepView before,
		@Nullable StepView after, List<Change> changes, @Nullable OutputDiff output, @Nullable String error) {

	/**
	 * Copies its changes.
	 * @param operation the step
	 * @param position where it is in the second run, or in the first when only that has
	 * it, as in {@code review[2]/draft[1]}
	 * @param difference how it differs
	 * @param before its journal entry in the first run; {@code null} when that does not
	 * have it. Of a step that was not called because an enclosing one was replayed, with
	 * the sequence 0
	 * @param after its journal entry in the second run; {@code null} when that does not
	 * have it
	 * @param changes what its identity was made of and is no longer; those of results of
	 * other steps too, which are {@code upstream <step>}. Empty when nothing of it
	 * changed
	 * @param output how the results differ; {@code null} when they don't, or one has none
	 * @param error the exception of the failure in the second run, or else in the first;
	 * {@code null} when it failed in neither
	 */
	public StepDiff {
		changes = List.copyOf(changes);
	}

}
