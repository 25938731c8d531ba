package io.musubito.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

import io.musubito.Graph;
import io.musubito.GraphQuery;

/**
 * Questions about the graph. Reading waits for what was recorded before. Nodes are
 * returned without {@code expiresAt}, which depends on the configuration of today.
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
	 * The same part of the graph with what a picture needs.
	 * @param query which part
	 * @return the graph
	 */
	GraphOutline outline(GraphQuery query);

	/**
	 * All that a node goes back to, through data edges, call edges and producers.
	 * @param nodeId the id of the node
	 * @param limit how many nodes at the most, from 1; the farthest are left out
	 * @return its past; empty when there is no such node
	 */
	Optional<Past> findPast(String nodeId, int limit);

	/**
	 * What nodes called, directly and through others: it bounds how long they are
	 * replayed.
	 * @param nodeIds the ids of the enclosing nodes
	 * @return by the id of each node that called steps, when the oldest result of each
	 * called step was produced, by its operation
	 */
	Map<String, Map<String, Instant>> findCalled(Collection<String> nodeIds);

	/**
	 * What {@link NodeStore#invalidate} would make stale.
	 * @param nodeId the id of the node
	 * @return how many nodes by their step; empty when nothing would be
	 */
	SortedMap<String, Integer> findInvalidated(String nodeId);

	/**
	 * Counts for the summary.
	 * @return the counts
	 */
	StoreSummary summary();

	/**
	 * What steps did over time.
	 * @param period how long a time
	 * @param now the moment at which it ends
	 * @return the sums
	 */
	StoreMetrics metrics(MetricsPeriod period, Instant now);

	/**
	 * Copies the store as it is at this moment, with all that was recorded before.
	 * @param target the file to write, which must not be there
	 * @throws io.musubito.StoreException when it can't be written
	 */
	void backup(Path target);

}
