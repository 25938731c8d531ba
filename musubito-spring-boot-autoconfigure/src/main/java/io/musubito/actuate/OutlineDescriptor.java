package io.musubito.actuate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.musubito.StepType;
import io.musubito.store.GraphOutline;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * A part of the execution graph as the endpoint shows it for a picture: a quarter as long
 * as with all fields, as nothing that many nodes share stands in each of them.
 *
 * @param steps the steps that the nodes belong to
 * @param nodes the nodes, oldest first
 * @param edges the edges among them: where in {@code nodes} the first one begins and
 * where it ends, then the same of the next
 * @param calls which of the edges are calls, counted from 0; the others are data
 * @param truncated whether the limit cut something off
 */
record OutlineDescriptor(List<Step> steps, List<OutlineNode> nodes, List<Integer> edges, List<Integer> calls,
		boolean truncated) implements OperationResponseBody {

	static OutlineDescriptor of(GraphOutline graph, Set<String> running) {
		Map<Step, Integer> steps = new LinkedHashMap<>();
		List<OutlineNode> nodes = new ArrayList<>(graph.nodes().size());
		for (GraphOutline.Node node : graph.nodes()) {
			int step = steps.computeIfAbsent(new Step(node.operation(), node.type()), (added) -> steps.size());
			nodes.add(OutlineNode.of(node, step, running.contains(node.nodeId())));
		}
		return new OutlineDescriptor(List.copyOf(steps.keySet()), nodes, graph.edges(), graph.calls(),
				graph.truncated());
	}

	/**
	 * A step as it was recorded.
	 *
	 * @param operation its name
	 * @param type its type
	 */
	record Step(String operation, StepType type) {

	}

}
