package io.musubito.lineage;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A call that another process has handed over: what it has to be here so that it is the
 * same one, and what came of it. Used by one thread.
 */
public final class HandedCall {

	private final String operation;

	private final String replayKey;

	private final String nodeId;

	private final @Nullable String position;

	private final Map<String, List<Origin>> consumed;

	private boolean taken;

	private Outcome outcome = Outcome.DECLINED;

	/**
	 * Creates it.
	 * @param operation the step
	 * @param replayKey the computation
	 * @param nodeId the node of the call
	 * @param position its position in its run; {@code null} outside of runs
	 * @param consumed where its arguments came from, by the names of these
	 */
	public HandedCall(String operation, String replayKey, String nodeId, @Nullable String position,
			Map<String, List<Origin>> consumed) {
		this.operation = operation;
		this.replayKey = replayKey;
		this.nodeId = nodeId;
		this.position = position;
		this.consumed = consumed;
	}

	/**
	 * Takes a call for the one that was handed over.
	 * @param called the step that is called
	 * @return {@code true} for the first call of the right step
	 */
	public boolean take(String called) {
		boolean first = !this.taken && this.operation.equals(called);
		this.taken = this.taken || first;
		return first;
	}

	/**
	 * Whether a call is the same one here.
	 * @param hereReplayKey the computation
	 * @param hereNodeId the node of the call
	 * @return {@code false} when something that counts is another one here
	 */
	public boolean isSame(String hereReplayKey, String hereNodeId) {
		return this.replayKey.equals(hereReplayKey) && this.nodeId.equals(hereNodeId);
	}

	public @Nullable String position() {
		return this.position;
	}

	/**
	 * Where an argument came from.
	 * @param argument its name
	 * @return the origins
	 */
	public Set<Origin> consumed(String argument) {
		return Set.copyOf(this.consumed.getOrDefault(argument, List.of()));
	}

	public void end(Outcome how) {
		this.outcome = how;
	}

	public Outcome outcome() {
		return this.outcome;
	}

	/**
	 * What came of the call.
	 */
	public enum Outcome {

		/** It was executed, and is recorded. */
		EXECUTED,
		/** It was executed, and failed. */
		FAILED,
		/** Its result was there. */
		ALREADY_THERE,
		/** Somebody is executing it. */
		UNDER_WAY,
		/** It is another call here. */
		DECLINED

	}

}
