package io.musubito.run;

import io.musubito.StepOutcome;
import io.musubito.store.RunEntry;
import org.jspecify.annotations.Nullable;

/**
 * A step in two runs.
 *
 * @param before the entry in the first run; {@code null} when that does not have it
 * @param after the entry in the second run; {@code null} when that does not have it
 */
record StepPair(@Nullable RunEntry before, @Nullable RunEntry after) {

	RunEntry any() {
		if (this.after != null) {
			return this.after;
		}
		if (this.before != null) {
			return this.before;
		}
		throw new IllegalStateException("A pair of nothing");
	}

	String operation() {
		return any().view().operation();
	}

	/**
	 * Whether both runs have a result of it, and these differ.
	 */
	boolean hasOtherOutput() {
		return this.before != null && this.after != null && this.before.artifactId() != null
				&& this.after.artifactId() != null && !this.before.artifactId().equals(this.after.artifactId());
	}

	/**
	 * Whether what depends on it was given something else.
	 */
	boolean gaveSomethingElse() {
		return this.before == null || this.after == null || hasOtherOutput();
	}

	static boolean hasExecuted(@Nullable RunEntry entry) {
		return entry != null && entry.isCalled() && !entry.view().cached()
				&& entry.view().outcome() != StepOutcome.BLOCKED && entry.view().outcome() != StepOutcome.MANUAL;
	}

	static boolean hasFailed(@Nullable RunEntry entry) {
		return entry != null
				&& (entry.view().outcome() == StepOutcome.FAILED || entry.view().outcome() == StepOutcome.BLOCKED);
	}

}
