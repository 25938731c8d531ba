package io.musubito.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.musubito.Edge;
import io.musubito.EdgeKind;
import io.musubito.Graph;
import io.musubito.GraphQuery;
import io.musubito.NodeView;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads a part of the graph.
 */
final class GraphReader {

	private static final String SELECT_EDGES = """
			SELECT e.upstream, e.downstream, e.kind
			FROM musubito_edge e
			WHERE e.namespace = :namespace AND e.downstream IN (:nodes)
			ORDER BY e.downstream, e.upstream, e.kind
			""";

	private final JdbcClient jdbc;

	private final DamagedRows damaged;

	private final NodeReader nodes;

	GraphReader(JdbcClient jdbc, DamagedRows damaged) {
		this.jdbc = jdbc;
		this.damaged = damaged;
		this.nodes = new NodeReader(jdbc, damaged);
	}

	Graph read(GraphQuery query) {
		GraphSelection selection = GraphSelection.of(query, this.jdbc, this.nodes);
		Map<Long, NodeView> views = new LinkedHashMap<>();
		selection.parts().forEach((part) -> views.putAll(this.nodes.findViews(part)));
		return new Graph(List.copyOf(views.values()), edges(views), selection.truncated());
	}

	private List<Edge> edges(Map<Long, NodeView> views) {
		List<Edge> edges = new ArrayList<>();
		RowParts.of(List.copyOf(views.keySet()))
			.forEach((part) -> this.jdbc.sql(SELECT_EDGES).param("nodes", part).query((row) -> {
				NodeView upstream = views.get(row.getLong("upstream"));
				if (upstream != null) {
					long node = row.getLong("downstream");
					Edge edge = this.damaged.read(() -> "an edge to the node with the row id " + node, row,
							(found) -> edge(upstream, Objects.requireNonNull(views.get(node)), found));
					if (edge != null) {
						edges.add(edge);
					}
				}
			}));
		return edges;
	}

	private static Edge edge(NodeView upstream, NodeView downstream, ResultSet row) throws SQLException {
		return new Edge(upstream.nodeId(), downstream.nodeId(), EdgeKind.valueOf(row.getString("kind")));
	}

}
