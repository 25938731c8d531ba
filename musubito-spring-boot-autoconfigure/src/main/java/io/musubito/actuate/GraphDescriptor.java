package io.musubito.actuate;

import java.util.List;

import io.musubito.Edge;
import io.musubito.Graph;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * A part of the execution graph as the endpoint shows it.
 *
 * @param nodes the nodes, oldest first
 * @param edges the edges among them
 * @param truncated whether the limit cut something off
 */
record GraphDescriptor(List<NodeDescriptor> nodes, List<Edge> edges,
		boolean truncated) implements OperationResponseBody {

	static GraphDescriptor of(Graph graph) {
		return new GraphDescriptor(graph.nodes().stream().map(NodeDescriptor::of).toList(), graph.edges(),
				graph.truncated());
	}

}
