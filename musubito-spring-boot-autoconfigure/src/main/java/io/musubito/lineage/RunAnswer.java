package io.musubito.lineage;

import java.time.Duration;

import io.musubito.Usage;

/**
 * The value that a computation has in a run. Without its payload: a run may have very
 * many.
 *
 * @param producerNodeId the node whose execution produced the artifact
 * @param artifactId the artifact
 * @param executionTime how long that execution took
 * @param usage what models used in that execution, the steps that it called included
 * @param executed whether it was executed for this run, and not replayed from an earlier
 * one
 */
public record RunAnswer(String producerNodeId, String artifactId, Duration executionTime, Usage usage,
		boolean executed) {

	boolean repeats(RunAnswer before) {
		return !this.executed && this.producerNodeId.equals(before.producerNodeId)
				&& this.artifactId.equals(before.artifactId);
	}

}
