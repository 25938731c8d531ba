package io.musubito.lineage;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.jspecify.annotations.Nullable;

/**
 * The values that computations have in a run and in all runs within it, so that each has
 * one there. Only those that may be replayed. Safe for use by any number of threads.
 */
public final class RunAnswers {

	private final ConcurrentMap<String, RunAnswer> byReplayKey = new ConcurrentHashMap<>();

	/**
	 * Remembers the value of a computation. Another one than before takes its place.
	 * @param replayKey the computation
	 * @param answer the value
	 */
	public void remember(String replayKey, RunAnswer answer) {
		this.byReplayKey.merge(replayKey, answer, (before, now) -> (now.repeats(before)) ? before : now);
	}

	/**
	 * The value that a computation has.
	 * @param replayKey the computation
	 * @return the value, {@code null} when it has none yet
	 */
	public @Nullable RunAnswer find(String replayKey) {
		return this.byReplayKey.get(replayKey);
	}

}
