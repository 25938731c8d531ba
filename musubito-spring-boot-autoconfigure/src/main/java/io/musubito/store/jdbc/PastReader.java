package io.musubito.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.musubito.store.Past;
import io.musubito.store.Past.Dependency;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads what a node goes back to. Nothing of a row is interpreted, so that a damaged one
 * is found too, and so is one that only others still refer to.
 */
final class PastReader {

	private static final String FIND_UPSTREAM = """
			SELECT e.downstream, e.upstream, e.kind, n.node_id
			FROM musubito_edge e LEFT JOIN musubito_node n ON n.namespace = e.namespace AND n.id = e.upstream
			WHERE e.namespace = :namespace AND e.downstream IN (:nodes)
			UNION ALL
			SELECT r.id, r.producer, 'PRODUCER', p.node_id
			FROM musubito_node r LEFT JOIN musubito_node p ON p.namespace = r.namespace AND p.id = r.producer
			WHERE r.namespace = :namespace AND r.id IN (:nodes) AND r.producer <> r.id
			ORDER BY 1, 2, 3
			""";

	private final JdbcClient jdbc;

	private final int limit;

	private final Map<Long, String> found = new LinkedHashMap<>();

	private final List<Dependency> dependencies = new ArrayList<>();

	private boolean truncated;

	PastReader(JdbcClient jdbc, int limit) {
		this.jdbc = jdbc;
		this.limit = limit;
	}

	Past read(long node, String nodeId) {
		this.found.put(node, nodeId);
		List<Long> frontier = List.of(node);
		while (!frontier.isEmpty()) {
			List<Long> next = new ArrayList<>();
			for (List<Long> part : RowParts.of(frontier)) {
				this.jdbc.sql(FIND_UPSTREAM).param("nodes", part).query((RowCallbackHandler) (row) -> add(row, next));
			}
			frontier = next;
		}
		return new Past(List.copyOf(this.found.values()), this.dependencies, this.truncated);
	}

	private void add(ResultSet row, List<Long> next) throws SQLException {
		String nodeId = Objects.requireNonNull(this.found.get(row.getLong("downstream")));
		long upstream = row.getLong("upstream");
		String upstreamId = row.getString("node_id");
		if (upstreamId != null && !this.found.containsKey(upstream)) {
			if (this.found.size() >= this.limit) {
				this.truncated = true;
				return;
			}
			this.found.put(upstream, upstreamId);
			next.add(upstream);
		}
		this.dependencies.add(new Dependency(nodeId, (upstreamId != null) ? upstreamId : "gone-" + upstream,
				row.getString("kind"), upstreamId == null));
	}

}
