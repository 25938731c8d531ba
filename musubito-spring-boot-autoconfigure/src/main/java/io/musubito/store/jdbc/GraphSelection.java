package io.musubito.store.jdbc;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.musubito.GraphQuery;
import io.musubito.GraphQuery.Direction;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which nodes belong to a part of the graph: the nearest first, so that a limit cuts the
 * farthest.
 *
 * @param nodes the row ids of the nodes, oldest first
 * @param truncated whether the limit cut something off
 */
record GraphSelection(List<Long> nodes, boolean truncated) {

	private static final String SELECT_ALL = """
			SELECT id FROM musubito_node ORDER BY id DESC LIMIT :limit
			""";

	private static final String SELECT_OPERATION = """
			SELECT id FROM musubito_node WHERE operation = :operation ORDER BY id DESC LIMIT :limit
			""";

	// With the producers of replayed nodes: they are what the edges name
	private static final String SELECT_RUN = """
			WITH called (id, producer) AS (
				SELECT n.id, n.producer
				FROM musubito_run r
					JOIN musubito_step_record s ON s.run = r.id
					JOIN musubito_node n ON n.node_id = s.node_id
				WHERE r.run_id = :runId
			)
			SELECT id FROM called
			UNION
			SELECT producer FROM called WHERE producer IS NOT NULL
			ORDER BY 1 DESC
			LIMIT :limit
			""";

	private static final String SELECT_UPSTREAM = """
			SELECT DISTINCT upstream FROM musubito_edge WHERE downstream = :node ORDER BY upstream
			""";

	private static final String SELECT_DOWNSTREAM = """
			SELECT DISTINCT downstream FROM musubito_edge WHERE upstream = :node ORDER BY downstream LIMIT :limit
			""";

	// So many nodes are read with one statement
	private static final int AT_ONCE = 500;

	static GraphSelection of(GraphQuery query, JdbcClient jdbc, NodeReader nodes) {
		// One more than asked for shows that there is more
		Set<Long> selected = select(query, query.limit() + 1, jdbc, nodes);
		return new GraphSelection(selected.stream().limit(query.limit()).sorted().toList(),
				selected.size() > query.limit());
	}

	private static Set<Long> select(GraphQuery query, int limit, JdbcClient jdbc, NodeReader nodes) {
		String value = Objects.requireNonNullElse(query.value(), "");
		return switch (query.selector()) {
			case ALL -> new LinkedHashSet<>(ids(jdbc.sql(SELECT_ALL).param("limit", limit)));
			case RUN -> new LinkedHashSet<>(ids(jdbc.sql(SELECT_RUN).param("runId", value).param("limit", limit)));
			case NODE -> expand(query, nodes.findId(value).map(List::of).orElse(List.of()), limit, jdbc);
			case OPERATION -> expand(query,
					ids(jdbc.sql(SELECT_OPERATION).param("operation", value).param("limit", limit)), limit, jdbc);
		};
	}

	private static Set<Long> expand(GraphQuery query, List<Long> start, int limit, JdbcClient jdbc) {
		Set<Long> selected = new LinkedHashSet<>(start);
		if (query.direction() != Direction.DOWN) {
			selected.addAll(reach(SELECT_UPSTREAM, start, query.depth(), limit, jdbc));
		}
		if (query.direction() != Direction.UP) {
			selected.addAll(reach(SELECT_DOWNSTREAM, start, query.depth(), limit, jdbc));
		}
		return selected;
	}

	private static Set<Long> reach(String sql, List<Long> start, int depth, int limit, JdbcClient jdbc) {
		Set<Long> reached = new LinkedHashSet<>(start);
		List<Long> frontier = start;
		for (int distance = 0; distance < depth && !frontier.isEmpty(); distance++) {
			List<Long> next = new ArrayList<>();
			for (long node : frontier) {
				for (long neighbour : ids(jdbc.sql(sql).param("node", node).param("limit", limit))) {
					if (reached.size() >= limit) {
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

	private static List<Long> ids(JdbcClient.StatementSpec statement) {
		return statement.query((row, number) -> row.getLong(1)).list();
	}

	/**
	 * The nodes, as many at once as are read with one statement.
	 */
	List<List<Long>> parts() {
		return parts(this.nodes);
	}

	static List<List<Long>> parts(List<Long> nodes) {
		List<List<Long>> parts = new ArrayList<>();
		for (int start = 0; start < nodes.size(); start += AT_ONCE) {
			parts.add(nodes.subList(start, Math.min(start + AT_ONCE, nodes.size())));
		}
		return parts;
	}

}
