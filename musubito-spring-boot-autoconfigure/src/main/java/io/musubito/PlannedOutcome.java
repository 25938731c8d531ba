package io.musubito;

/**
 * What a plan says of a step.
 */
public enum PlannedOutcome {

	/** A stored result is its answer. */
	REPLAYS,
	/** It executes. */
	RUNS,
	/**
	 * It can't be told: it began after a step that runs, or that has another result now,
	 * so that it may be called otherwise; or something that it depends on is known only
	 * in a call.
	 */
	MAY_RUN,
	/**
	 * It is refused: an effect of which it is not known whether it happened, or that
	 * can't be recorded, as the store is only read.
	 */
	BLOCKED

}
