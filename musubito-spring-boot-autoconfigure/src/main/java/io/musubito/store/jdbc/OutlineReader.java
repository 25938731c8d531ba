package io.musubito.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.musubito.EdgeKind;
import io.musubito.GraphQuery;
import io.musubito.NodeStatus;
import io.musubito.StepType;
import io.musubito.Usage;
import io.musubito.store.GraphOutline;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads a part of the graph as it is drawn. There may be thousands of nodes, so that
 * columns are read by number.
 */
final class OutlineReader {

	private static final String FIND_NODES = """
			SELECT id, node_id, operation, type, status, executed_at, duration, spent
			FROM musubito_node
			WHERE namespace = :namespace AND id IN (:nodes)
			ORDER BY id
			""";

	private static final String FIND_EDGES = """
			SELECT downstream, upstream, kind
			FROM musubito_edge
			WHERE namespace = :namespace AND downstream IN (:nodes)
			ORDER BY downstream, upstream, kind
			""";

	private final JdbcClient jdbc;

	private final DamagedRows damaged;

	private final List<GraphOutline.Node> nodes = new ArrayList<>();

	private final Map<Long, Integer> places = new HashMap<>();

	private final List<Integer> edges = new ArrayList<>();

	private final List<Integer> calls = new ArrayList<>();

	OutlineReader(JdbcClient jdbc, DamagedRows damaged) {
		this.jdbc = jdbc;
		this.damaged = damaged;
	}

	GraphOutline read(GraphQuery query) {
		GraphSelection selection = GraphSelection.of(query, this.jdbc, new NodeReader(this.jdbc, this.damaged));
		selection.parts().forEach((part) -> this.jdbc.sql(FIND_NODES).param("nodes", part).query(this::addNode));
		selection.parts().forEach((part) -> this.jdbc.sql(FIND_EDGES).param("nodes", part).query(this::addEdge));
		return new GraphOutline(this.nodes, this.edges, this.calls, selection.truncated());
	}

	private void addNode(ResultSet row) throws SQLException {
		long id = row.getLong(1);
		GraphOutline.Node node = this.damaged.read(() -> "the node with the row id " + id, row, this::node);
		if (node != null) {
			this.places.put(id, this.nodes.size());
			this.nodes.add(node);
		}
	}

	private GraphOutline.Node node(ResultSet row) throws SQLException {
		String nodeId = row.getString(2);
		Usage spent = this.damaged.read(() -> "the usage of node '" + nodeId + "'", row,
				(found) -> JsonColumns.usage(found.getString(8)));
		return new GraphOutline.Node(nodeId, row.getString(3), StepType.valueOf(row.getString(4)),
				NodeStatus.valueOf(row.getString(5)), Columns.nullableInstant(row, 6), Columns.duration(row, 7),
				Objects.requireNonNullElse(spent, Usage.NONE).totalTokens());
	}

	private void addEdge(ResultSet row) throws SQLException {
		long node = row.getLong(1);
		Integer downstream = this.places.get(node);
		Integer upstream = this.places.get(row.getLong(2));
		if (downstream == null || upstream == null) {
			return;
		}
		EdgeKind kind = this.damaged.read(() -> "an edge to the node with the row id " + node, row,
				(found) -> EdgeKind.valueOf(found.getString(3)));
		if (kind == EdgeKind.CALL) {
			this.calls.add(this.edges.size() / 2);
		}
		if (kind != null) {
			this.edges.add(upstream);
			this.edges.add(downstream);
		}
	}

}
