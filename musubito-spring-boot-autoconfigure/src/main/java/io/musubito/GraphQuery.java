package io.musubito;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Which part of the execution graph to show. Immutable.
 *
 * @param selector what the nodes to start from have in common
 * @param value the run id, node id or operation; {@code null} for {@link Selector#ALL}
 * @param direction where to go from there
 * @param depth how many edges far, from 0
 * @param limit how many nodes at the most, from 1 to {@value #MAX_LIMIT}
 */
public record GraphQuery(Selector selector, @Nullable String value, Direction direction, int depth, int limit) {

	/**
	 * The greatest limit.
	 */
	public static final int MAX_LIMIT = 10_000;

	private static final int DEFAULT_DEPTH = 10;

	private static final int DEFAULT_LIMIT = 500;

	/**
	 * Verifies the depth and the limit.
	 * @param selector what the nodes to start from have in common
	 * @param value the run id, node id or operation; {@code null} for
	 * {@link Selector#ALL}
	 * @param direction where to go from there
	 * @param depth how many edges far, from 0
	 * @param limit how many nodes at the most, from 1 to {@value #MAX_LIMIT}
	 * @throws IllegalArgumentException when that is not so
	 */
	public GraphQuery {
		Assert.isTrue(depth >= 0, "The depth of a graph query must not be negative");
		Assert.isTrue(limit >= 1 && limit <= MAX_LIMIT,
				() -> "The limit of a graph query must be between 1 and " + MAX_LIMIT);
	}

	/**
	 * The whole graph, newest nodes first when the limit cuts.
	 * @return a query
	 */
	public static GraphQuery all() {
		return new GraphQuery(Selector.ALL, null, Direction.BOTH, DEFAULT_DEPTH, DEFAULT_LIMIT);
	}

	/**
	 * The nodes of a run.
	 * @param runId the run
	 * @return a query
	 */
	public static GraphQuery run(String runId) {
		return new GraphQuery(Selector.RUN, runId, Direction.BOTH, DEFAULT_DEPTH, DEFAULT_LIMIT);
	}

	/**
	 * One node and what is connected with it.
	 * @param nodeId the node
	 * @return a query
	 */
	public static GraphQuery node(String nodeId) {
		return new GraphQuery(Selector.NODE, nodeId, Direction.BOTH, DEFAULT_DEPTH, DEFAULT_LIMIT);
	}

	/**
	 * The nodes of an operation and what is connected with them.
	 * @param operation the operation
	 * @return a query
	 */
	public static GraphQuery operation(String operation) {
		return new GraphQuery(Selector.OPERATION, operation, Direction.BOTH, DEFAULT_DEPTH, DEFAULT_LIMIT);
	}

	/**
	 * Where to go from the selected nodes.
	 * @param newDirection the direction
	 * @return the query with that direction
	 */
	public GraphQuery direction(Direction newDirection) {
		return new GraphQuery(this.selector, this.value, newDirection, this.depth, this.limit);
	}

	/**
	 * How many edges far to go.
	 * @param newDepth the number of edges, from 0
	 * @return the query with that depth
	 */
	public GraphQuery depth(int newDepth) {
		return new GraphQuery(this.selector, this.value, this.direction, newDepth, this.limit);
	}

	/**
	 * How many nodes to show.
	 * @param newLimit the number of nodes, from 1 to {@value #MAX_LIMIT}
	 * @return the query with that limit
	 */
	public GraphQuery limit(int newLimit) {
		return new GraphQuery(this.selector, this.value, this.direction, this.depth, newLimit);
	}

	/**
	 * What the nodes to start from have in common.
	 */
	public enum Selector {

		/** Nothing: all nodes. */
		ALL,
		/** They were called in one run. */
		RUN,
		/** It is one node. */
		NODE,
		/** They are calls of one operation. */
		OPERATION

	}

	/**
	 * Where to go from the selected nodes.
	 */
	public enum Direction {

		/** To what they depend on. */
		UP,
		/** To what depends on them. */
		DOWN,
		/** Both ways: ancestors and descendants. */
		BOTH

	}

}
