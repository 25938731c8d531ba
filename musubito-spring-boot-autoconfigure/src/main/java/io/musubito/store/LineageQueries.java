package io.musubito.store;

import java.util.Optional;

import io.musubito.Graph;
import io.musubito.GraphQuery;

/**
 * Questions about the graph. Reading waits for what was recorded before. Nodes are
 * returned without {@code expiresAt}, which only today's configuration can tell.
 */
public interface LineageQueries {

	/**
	 * Finds a node with what the endpoint shows of it.
	 * @param nodeId the id of the node
	 * @return the node
	 */
	Optional<NodeDetails> find(String nodeId);

	/**
	 * A part of the graph: nodes oldest first, and the edges among them. An edge names
	 * the producer upstream; it is shown when both ends are among the nodes.
	 * @param query which part
	 * @return the graph
	 */
	Graph graph(GraphQuery query);

	/**
	 * Counts for the summary.
	 * @return the counts
	 */
	StoreSummary summary();

}
