package io.musubito.store.jdbc;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads what nodes called, of many nodes at once.
 */
final class CalledReader {

	private static final String FIND_CALLED = """
			WITH RECURSIVE called (enclosing, id) AS (
				SELECT n.node_id, e.upstream
				FROM musubito_node n JOIN musubito_edge e ON e.namespace = n.namespace AND e.downstream = n.id
					AND e.kind = 'CALL'
				WHERE n.namespace = :namespace AND n.calls = 1 AND n.node_id IN (:nodeIds)
				UNION
				SELECT c.enclosing, e.upstream
				FROM called c JOIN musubito_edge e ON e.namespace = :namespace AND e.downstream = c.id AND e.kind = 'CALL'
			)
			SELECT c.enclosing AS node_id, i.operation, min(i.executed_at) AS executed_at
			FROM called c JOIN musubito_node i ON i.namespace = :namespace AND i.id = c.id
			WHERE i.id IN (SELECT id FROM called) AND i.executed_at IS NOT NULL
			GROUP BY c.enclosing, i.operation
			""";

	// How many nodes one statement asks for
	private static final int PIECE = 100;

	private final JdbcClient jdbc;

	CalledReader(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Map<String, Map<String, Instant>> find(Collection<String> nodeIds) {
		Map<String, Map<String, Instant>> called = new HashMap<>();
		RowCallbackHandler collect = (row) -> called
			.computeIfAbsent(row.getString("node_id"), (nodeId) -> new HashMap<>())
			.put(row.getString("operation"), Columns.instant(row, "executed_at"));
		List<String> all = List.copyOf(nodeIds);
		for (int from = 0; from < all.size(); from += PIECE) {
			List<String> piece = all.subList(from, Math.min(from + PIECE, all.size()));
			this.jdbc.sql(FIND_CALLED).param("nodeIds", InList.of(piece)).query(collect);
		}
		return called;
	}

}
