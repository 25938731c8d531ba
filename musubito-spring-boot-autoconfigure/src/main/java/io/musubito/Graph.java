package io.musubito;

import java.util.List;

/**
 * A part of the execution graph.
 *
 * @param nodes the nodes, oldest first
 * @param edges the edges among them
 * @param truncated whether the limit cut something off
 */
public record Graph(List<NodeView> nodes, List<Edge> edges, boolean truncated) {

	/**
	 * Copies its nodes and edges.
	 * @param nodes the nodes, oldest first
	 * @param edges the edges among them
	 * @param truncated whether the limit cut something off
	 */
	public Graph {
		nodes = List.copyOf(nodes);
		edges = List.copyOf(edges);
	}

}
