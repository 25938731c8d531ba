package io.musubito.actuate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.musubito.NodeStatus;
import io.musubito.StepType;
import io.musubito.store.GraphOutline;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * A part of the execution graph as the endpoint shows it for a picture: a quarter as long
 * as with all fields, as nothing that many nodes share stands in each of them.
 *
 * @param steps the steps that the nodes belong to
 * @param nodes the nodes, oldest first
 * @param edges the edges among them: where in {@code nodes} the first one begins and where
 * it ends, then the same of the next
 * @param calls which of the edges are calls, counted from 0; the others are data
 * @param truncated whether the limit cut something off
 */
record OutlineDescriptor(List<Step> steps, List<Node> nodes, List<Integer> edges, List<Integer> calls,
		boolean truncated) implements OperationResponseBody {

	static OutlineDescriptor of(GraphOutline graph, Set<String> running) {
		Map<Step, Integer> steps = new LinkedHashMap<>();
		List<Node> nodes = new ArrayList<>(graph.nodes().size());
		for (GraphOutline.Node node : graph.nodes()) {
			Step step = new Step(node.operation(), node.type());
			Integer place = steps.computeIfAbsent(step, (added) -> steps.size());
			nodes.add(new Node(node.nodeId(), place,
					running.contains(node.nodeId()) ? NodeStatus.RUNNING : node.status(), millis(node.executedAt()),
					node.duration().toMillis(), node.tokens()));
		}
		return new OutlineDescriptor(List.copyOf(steps.keySet()), nodes, graph.edges(), graph.calls(),
				graph.truncated());
	}

	private static @Nullable Long millis(@Nullable Instant instant) {
		return (instant != null) ? instant.toEpochMilli() : null;
	}

	/**
	 * A step as it was recorded.
	 *
	 * @param operation its name
	 * @param type its type
	 */
	record Step(String operation, StepType type) {

	}

	/**
	 * A node in short.
	 *
	 * @param nodeId its id
	 * @param step where in the steps its step is
	 * @param status its state
	 * @param executedAtMs when its result was produced, in milliseconds since 1970
	 * @param durationMs how long the execution took
	 * @param tokens how many tokens models used in it; absent for none
	 */
	record Node(String nodeId, int step, NodeStatus status,
			@JsonInclude(Include.NON_NULL) @Nullable Long executedAtMs, long durationMs,
			@JsonInclude(Include.NON_DEFAULT) long tokens) {

	}

}
