package io.musubito.lineage;

import io.musubito.Usage;

/**
 * What models used in one execution of a step.
 *
 * @param own in its own calls
 * @param called in the calls of the steps that it called, as far as these executed
 */
public record StepUsage(Usage own, Usage called) {

	/**
	 * No call of any model.
	 */
	public static final StepUsage NONE = new StepUsage(Usage.NONE, Usage.NONE);

	StepUsage plus(StepUsage other) {
		return new StepUsage(this.own.plus(other.own), this.called.plus(other.called));
	}

	boolean isEmpty() {
		return this.own.isEmpty() && this.called.isEmpty();
	}

	/**
	 * What a replay makes unnecessary.
	 * @return the sum
	 */
	public Usage total() {
		return this.own.plus(this.called);
	}

}
