package io.musubito.lineage;

import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

import io.musubito.StepOutcome;
import io.musubito.Usage;

/**
 * What the steps of a run have come to. Safe for use by any number of threads.
 */
public final class RunTally {

	private final Map<StepOutcome, Integer> outcomes = new ConcurrentSkipListMap<>();

	private Usage spent = Usage.NONE;

	private Usage saved = Usage.NONE;

	/**
	 * Notes how a step was answered.
	 * @param outcome how
	 */
	public void note(StepOutcome outcome) {
		this.outcomes.merge(outcome, 1, Integer::sum);
	}

	/**
	 * Notes what models used in a step, or would have used without its replay.
	 * @param moreSpent what they used
	 * @param moreSaved what they would have used
	 */
	public synchronized void noteUsage(Usage moreSpent, Usage moreSaved) {
		this.spent = this.spent.plus(moreSpent);
		this.saved = this.saved.plus(moreSaved);
	}

	/**
	 * What models used in the steps.
	 * @return the sum
	 */
	public synchronized Usage spent() {
		return this.spent;
	}

	/**
	 * What models would have used without the replays.
	 * @return the sum
	 */
	public synchronized Usage saved() {
		return this.saved;
	}

	/**
	 * How the steps were answered.
	 * @return the number of steps by outcome, in the order of the enum
	 */
	public Map<StepOutcome, Integer> outcomes() {
		return Collections.unmodifiableMap(this.outcomes);
	}

}
