package io.musubito.store.jdbc;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.musubito.GraphQuery;
import io.musubito.GraphQuery.Direction;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Goes along the edges of the graph, to the nearest nodes first.
 *
 * @param jdbc reads the edges
 * @param limit how many nodes are enough in one direction
 */
record GraphWalk(JdbcClient jdbc, int limit) {

	private static final String UPSTREAM = """
			SELECT DISTINCT upstream FROM musubito_edge WHERE namespace = :namespace AND downstream = :node ORDER BY upstream
			""";

	private static final String DOWNSTREAM = """
			SELECT DISTINCT downstream FROM musubito_edge
			WHERE namespace = :namespace AND upstream = :node ORDER BY downstream LIMIT :limit
			""";

	Set<Long> from(List<Long> start, GraphQuery query) {
		Set<Long> found = new LinkedHashSet<>(start);
		if (query.direction() != Direction.DOWN) {
			found.addAll(reach(UPSTREAM, start, query.depth()));
		}
		if (query.direction() != Direction.UP) {
			found.addAll(reach(DOWNSTREAM, start, query.depth()));
		}
		return found;
	}

	private Set<Long> reach(String sql, List<Long> start, int depth) {
		Set<Long> reached = new LinkedHashSet<>(start);
		List<Long> frontier = start;
		for (int distance = 0; distance < depth && !frontier.isEmpty(); distance++) {
			List<Long> next = new ArrayList<>();
			for (long node : frontier) {
				JdbcClient.StatementSpec edges = this.jdbc.sql(sql).param("node", node).param("limit", this.limit);
				for (long neighbour : GraphSelection.ids(edges)) {
					if (reached.size() >= this.limit) {
						return reached;
					}
					if (reached.add(neighbour)) {
						next.add(neighbour);
					}
				}
			}
			frontier = next;
		}
		return reached;
	}

}
