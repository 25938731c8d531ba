package io.musubito;

/**
 * How a step of one run differs from its counterpart in another one. Of several that
 * hold, a {@link StepDiff} has the first.
 */
public enum StepDifference {

	/**
	 * Only the second run has the step.
	 */
	ADDED,

	/**
	 * Only the first run has the step. When the second run failed, it may not have come
	 * to it.
	 */
	REMOVED,

	/**
	 * The step failed or was blocked in only one of the two.
	 */
	FAILED_IN_ONE,

	/**
	 * The results differ.
	 */
	OUTPUT_CHANGED,

	/**
	 * The result is the same, and was executed for in only one of the two.
	 */
	EXECUTED_IN_ONE,

	/**
	 * The result is the same, and both executed the step, or neither.
	 */
	SAME

}
