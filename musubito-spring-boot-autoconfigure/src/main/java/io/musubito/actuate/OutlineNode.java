package io.musubito.actuate;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.musubito.NodeStatus;
import io.musubito.store.GraphOutline;
import org.jspecify.annotations.Nullable;

/**
 * A node as the endpoint shows it in a graph for a picture.
 *
 * @param nodeId its id
 * @param step where in the steps its step is
 * @param status its state
 * @param executedAtMs when its result was produced, in milliseconds since 1970
 * @param durationMs how long the execution took
 * @param tokens how many tokens models used in it; absent for none
 */
record OutlineNode(String nodeId, int step, NodeStatus status,
		@JsonInclude(Include.NON_NULL) @Nullable Long executedAtMs, long durationMs,
		@JsonInclude(Include.NON_DEFAULT) long tokens) {

	static OutlineNode of(GraphOutline.Node node, int step, boolean running) {
		return new OutlineNode(node.nodeId(), step, (running) ? NodeStatus.RUNNING : node.status(),
				millis(node.executedAt()), node.duration().toMillis(), node.tokens());
	}

	private static @Nullable Long millis(@Nullable Instant instant) {
		return (instant != null) ? instant.toEpochMilli() : null;
	}

}
