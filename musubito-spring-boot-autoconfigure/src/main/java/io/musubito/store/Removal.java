package io.musubito.store;

import java.time.Duration;

import io.musubito.Usage;

/**
 * What was removed from a store, or would be.
 *
 * @param nodes how many nodes
 * @param artifacts how many artifacts
 * @param runs how many runs
 * @param entries how many journal entries
 * @param bytes what results and inputs took, as they were stored
 * @param duration how long the executions took whose results could be replayed
 * @param usage what models used in these executions
 */
public record Removal(long nodes, long artifacts, long runs, long entries, long bytes, Duration duration, Usage usage) {

	/**
	 * Nothing.
	 */
	public static final Removal NONE = new Removal(0, 0, 0, 0, 0, Duration.ZERO, Usage.NONE);

	/**
	 * Both together.
	 * @param other what else was removed
	 * @return the sum
	 */
	public Removal plus(Removal other) {
		return new Removal(this.nodes + other.nodes, this.artifacts + other.artifacts, this.runs + other.runs,
				this.entries + other.entries, this.bytes + other.bytes, this.duration.plus(other.duration),
				this.usage.plus(other.usage));
	}

}
