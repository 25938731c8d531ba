package io.musubito.store;

import java.time.Duration;
import java.time.Instant;

import io.musubito.NodeStatus;
import io.musubito.Usage;
import org.jspecify.annotations.Nullable;

/**
 * A node as the hot path needs it.
 *
 * @param nodeId the id of the node
 * @param status the state
 * @param kept whether its artifact may be replayed; {@code false} after {@code unless}
 * @param producerNodeId the node whose execution produced the artifact
 * @param artifactId the hash of the artifact; {@code null} when it never succeeded
 * @param payload the payload of the artifact; {@code null} when it has none or it is gone
 * @param executedAt when the artifact was produced; {@code null} when it never succeeded
 * @param duration how long that execution took
 * @param usage what models used in that execution, the steps that it called included
 * @param calls whether the step called other steps
 * @param staleBy the id of the node that made it stale: itself when it was invalidated,
 * else the one whose artifact changed, or {@link #ERASURE}; {@code null} when it is not
 * stale or that node is not known
 */
public record Node(String nodeId, NodeStatus status, boolean kept, String producerNodeId, @Nullable String artifactId,
		byte @Nullable [] payload, @Nullable Instant executedAt, Duration duration, Usage usage, boolean calls,
		@Nullable String staleBy) {

	/** What has made a node stale whose content was erased, in place of a node. */
	public static final String ERASURE = "erasure";

}
