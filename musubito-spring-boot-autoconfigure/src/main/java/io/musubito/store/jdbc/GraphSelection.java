package io.musubito.store.jdbc;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.musubito.GraphQuery;

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
			SELECT id FROM musubito_node WHERE namespace = :namespace ORDER BY id DESC LIMIT :limit
			""";

	private static final String SELECT_OPERATION = """
			SELECT id FROM musubito_node WHERE namespace = :namespace AND operation = :operation ORDER BY id DESC LIMIT :limit
			""";

	// With the producers of replayed nodes: they are what the edges name
	private static final String SELECT_RUN = """
			WITH called (id, producer) AS (
				SELECT n.id, n.producer
				FROM musubito_run r
					JOIN musubito_step_record s ON s.namespace = r.namespace AND s.run = r.id
					JOIN musubito_node n ON n.namespace = r.namespace AND n.node_id = s.node_id
				WHERE r.namespace = :namespace AND r.run_id = :runId
			)
			SELECT id FROM called
			UNION
			SELECT producer FROM called WHERE producer IS NOT NULL
			ORDER BY 1 DESC
			LIMIT :limit
			""";

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
			case NODE -> new GraphWalk(jdbc, limit).from(nodes.findId(value).map(List::of).orElse(List.of()), query);
			case OPERATION -> new GraphWalk(jdbc, limit)
				.from(ids(jdbc.sql(SELECT_OPERATION).param("operation", value).param("limit", limit)), query);
		};
	}

	static List<Long> ids(JdbcClient.StatementSpec statement) {
		return statement.query((row, number) -> row.getLong(1)).list();
	}

	/**
	 * The nodes, as many at once as are read with one statement.
	 */
	List<List<Long>> parts() {
		return RowParts.of(this.nodes);
	}

}
