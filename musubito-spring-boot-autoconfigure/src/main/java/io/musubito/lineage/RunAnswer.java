package io.musubito.lineage;

import java.time.Duration;

import io.musubito.Usage;
import org.jspecify.annotations.Nullable;

/**
 * The value that a computation has in a run. Without its payload where the store has it:
 * a run may have very many.
 *
 * @param producerNodeId the node whose execution produced the artifact
 * @param artifactId the artifact
 * @param executionTime how long that execution took
 * @param usage what models used in that execution, the steps that it called included
 * @param executed whether it was executed for this run, and not replayed from an earlier
 * one
 * @param payload the payload of the artifact when the store does not have it; else
 * {@code null}
 */
public record RunAnswer(String producerNodeId, String artifactId, Duration executionTime, Usage usage, boolean executed,
		byte @Nullable [] payload) {

	boolean repeats(RunAnswer before) {
		return !this.executed && this.producerNodeId.equals(before.producerNodeId)
				&& this.artifactId.equals(before.artifactId);
	}

}
