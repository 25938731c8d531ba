package io.musubito.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.musubito.NodeStatus;
import io.musubito.StepType;
import org.jspecify.annotations.Nullable;

/**
 * A part of the graph with as little of each node as a picture needs: a large one is read
 * in a fraction of the time that its nodes as a whole take.
 *
 * @param nodes the nodes, oldest first
 * @param edges the edges among them: where in the nodes the first one begins and where it
 * ends, then the same of the next
 * @param calls which of the edges are calls, counted from 0; the others are data
 * @param truncated whether the limit cut something off
 */
public record GraphOutline(List<Node> nodes, List<Integer> edges, List<Integer> calls, boolean truncated) {

	public GraphOutline {
		nodes = List.copyOf(nodes);
		edges = List.copyOf(edges);
		calls = List.copyOf(calls);
	}

	/**
	 * A node in short.
	 *
	 * @param nodeId the id of the node
	 * @param operation the step
	 * @param type the type of the step when it was recorded
	 * @param status the state
	 * @param executedAt when its result was produced; {@code null} when it never
	 * succeeded
	 * @param duration how long the execution took
	 * @param tokens how many tokens models used in it
	 */
	public record Node(String nodeId, String operation, StepType type, NodeStatus status, @Nullable Instant executedAt,
			Duration duration, long tokens) {

	}

}
