package io.musubito.execution;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what became of calls that may be executed elsewhere. Safe for use by any number
 * of threads.
 */
public final class WorkCounts {

	private final LongAdder takenOver = new LongAdder();

	private final LongAdder declined = new LongAdder();

	private final LongAdder executedHere = new LongAdder();

	private final LongAdder notDispatchable = new LongAdder();

	void noteTakenOver() {
		this.takenOver.increment();
	}

	void noteDeclined() {
		this.declined.increment();
	}

	void noteExecutedHere() {
		this.executedHere.increment();
	}

	void noteNotDispatchable() {
		this.notDispatchable.increment();
	}

	/**
	 * Calls of other processes that were executed here.
	 * @return how many
	 */
	public long takenOver() {
		return this.takenOver.sum();
	}

	/**
	 * Calls of other processes that are others here.
	 * @return how many
	 */
	public long declined() {
		return this.declined.sum();
	}

	/**
	 * Calls that were executed here as nobody else was there to.
	 * @return how many
	 */
	public long executedHere() {
		return this.executedHere.sum();
	}

	/**
	 * Calls that could not be handed over.
	 * @return how many
	 */
	public long notDispatchable() {
		return this.notDispatchable.sum();
	}

}
