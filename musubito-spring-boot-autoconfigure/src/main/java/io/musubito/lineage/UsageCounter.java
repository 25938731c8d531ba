package io.musubito.lineage;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Counts what models use in one call of a step, also what they report when that was
 * recorded: the end of a stream is told after its last element. Safe for use by many
 * threads.
 */
public final class UsageCounter {

	private StepUsage used = StepUsage.NONE;

	private StepUsage sinceTaken = StepUsage.NONE;

	private @Nullable Consumer<StepUsage> late;

	void add(StepUsage more) {
		Consumer<StepUsage> listener;
		synchronized (this) {
			this.used = this.used.plus(more);
			this.sinceTaken = this.sinceTaken.plus(more);
			listener = this.late;
		}
		if (listener != null) {
			listener.accept(more);
		}
	}

	/**
	 * What was used so far.
	 * @return the sum
	 */
	public synchronized StepUsage used() {
		return this.used;
	}

	/**
	 * Takes what was used so far to record it. What is used from now on is kept for
	 * {@link #recorded}.
	 * @return the sum
	 */
	public synchronized StepUsage take() {
		this.sinceTaken = StepUsage.NONE;
		return this.used;
	}

	/**
	 * Says that what was taken is recorded.
	 * @param listener gets what was used since, and what will be used yet, each once
	 */
	public void recorded(Consumer<StepUsage> listener) {
		StepUsage missed;
		synchronized (this) {
			this.late = listener;
			missed = this.sinceTaken;
		}
		if (!missed.isEmpty()) {
			listener.accept(missed);
		}
	}

}
