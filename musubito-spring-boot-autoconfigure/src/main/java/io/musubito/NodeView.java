package io.musubito;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One recorded computation.
 *
 * @param nodeId the id of the node
 * @param operation the step
 * @param type the type of the step when it was recorded
 * @param status the state; a TTL that has ended does not show here but in
 * {@code expiresAt}
 * @param producerNodeId the node whose execution produced the artifact; the node itself
 * unless it was replayed from another
 * @param artifactId the hash of the stored result; {@code null} when it never succeeded
 * @param executedAt when the artifact was produced; {@code null} when it never succeeded
 * @param expiresAt when it stops being replayed under today's configuration; {@code null}
 * without bound
 * @param duration how long the execution took
 * @param spent what models used in that execution; the steps that it called are nodes of
 * their own
 * @param upstream the ids of the producers that it depends on
 * @param downstream the ids of the nodes that depend on it
 * @param why why it was last executed; {@code null} when it never was
 * @param manual who gave the artifact by hand; {@code null} when nobody did
 */
public record NodeView(String nodeId, String operation, StepType type, NodeStatus status, String producerNodeId,
		@Nullable String artifactId, @Nullable Instant executedAt, @Nullable Instant expiresAt, Duration duration,
		Spending spent, List<String> upstream, List<String> downstream, @Nullable Explanation why,
		@Nullable ManualAnswer manual) {

	/**
	 * Copies its neighbours.
	 * @param nodeId the id of the node
	 * @param operation the step
	 * @param type the type of the step when it was recorded
	 * @param status the state; a TTL that has ended does not show here but in
	 * {@code expiresAt}
	 * @param producerNodeId the node whose execution produced the artifact; the node
	 * itself unless it was replayed from another
	 * @param artifactId the hash of the stored result; {@code null} when it never
	 * succeeded
	 * @param executedAt when the artifact was produced; {@code null} when it never
	 * succeeded
	 * @param expiresAt when it stops being replayed under today's configuration;
	 * {@code null} without bound
	 * @param duration how long the execution took
	 * @param spent what models used in that execution; the steps that it called are nodes
	 * of their own
	 * @param upstream the ids of the producers that it depends on
	 * @param downstream the ids of the nodes that depend on it
	 * @param why why it was last executed; {@code null} when it never was
	 * @param manual who gave the artifact by hand; {@code null} when nobody did
	 */
	public NodeView {
		upstream = List.copyOf(upstream);
		downstream = List.copyOf(downstream);
	}

	/**
	 * Without a result that was given by hand.
	 * @param nodeId the id of the node
	 * @param operation the step
	 * @param type the type of the step when it was recorded
	 * @param status the state; a TTL that has ended does not show here but in {@code
	 * expiresAt}
	 * @param producerNodeId the node whose execution produced the artifact; the node
	 * itself unless it was replayed from another
	 * @param artifactId the hash of the stored result; {@code null} when it never
	 * succeeded
	 * @param executedAt when the artifact was produced; {@code null} when it never
	 * succeeded
	 * @param expiresAt when it stops being replayed under today's configuration; {@code
	 * null} without bound
	 * @param duration how long the execution took
	 * @param spent what models used in that execution; the steps that it called are nodes
	 * of their own
	 * @param upstream the ids of the producers that it depends on
	 * @param downstream the ids of the nodes that depend on it
	 * @param why why it was last executed; {@code null} when it never was
	 */
	public NodeView(String nodeId, String operation, StepType type, NodeStatus status, String producerNodeId,
			@Nullable String artifactId, @Nullable Instant executedAt, @Nullable Instant expiresAt, Duration duration,
			Spending spent, List<String> upstream, List<String> downstream, @Nullable Explanation why) {
		this(nodeId, operation, type, status, producerNodeId, artifactId, executedAt, expiresAt, duration, spent,
				upstream, downstream, why, null);
	}

}
