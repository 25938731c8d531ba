package io.musubito.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.musubito.Edge;
import io.musubito.EdgeKind;
import io.musubito.Graph;
import io.musubito.GraphQuery;
import io.musubito.GraphQuery.Direction;
import io.musubito.NodeView;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads a part of the graph, nearest nodes first, so that a limit cuts the farthest.
 */
final class GraphReader {

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

	private static final String SELECT_EDGES = """
			SELECT e.upstream, e.downstream, e.kind
			FROM musubito_edge e
			WHERE e.downstream IN (:nodes)
			ORDER BY e.downstream, e.upstream, e.kind
			""";

	// So many nodes are read with one statement
	private static final int AT_ONCE = 500;

	private final JdbcClient jdbc;

	private final DamagedRows damaged;

	private final NodeReader nodes;

	GraphReader(JdbcClient jdbc, DamagedRows damaged) {
		this.jdbc = jdbc;
		this.damaged = damaged;
		this.nodes = new NodeReader(jdbc, damaged);
	}

	Graph read(GraphQuery query) {
		// One more than asked for shows that there is more
		int limit = query.limit() + 1;
		Set<Long> selected = select(query, limit);
		boolean truncated = selected.size() > query.limit();
		List<Long> nodes = selected.stream().limit(query.limit()).sorted().toList();
		Map<Long, NodeView> views = new LinkedHashMap<>();
		inParts(nodes).forEach((part) -> views.putAll(this.nodes.findViews(part)));
		return new Graph(List.copyOf(views.values()), edges(views), truncated);
	}

	private Set<Long> select(GraphQuery query, int limit) {
		String value = Objects.requireNonNullElse(query.value(), "");
		return switch (query.selector()) {
			case ALL -> new LinkedHashSet<>(ids(this.jdbc.sql(SELECT_ALL).param("limit", limit)));
			case RUN -> new LinkedHashSet<>(ids(this.jdbc.sql(SELECT_RUN).param("runId", value).param("limit", limit)));
			case NODE -> expand(query, this.nodes.findId(value).map(List::of).orElse(List.of()), limit);
			case OPERATION -> expand(query,
					ids(this.jdbc.sql(SELECT_OPERATION).param("operation", value).param("limit", limit)), limit);
		};
	}

	private Set<Long> expand(GraphQuery query, List<Long> start, int limit) {
		Set<Long> selected = new LinkedHashSet<>(start);
		if (query.direction() != Direction.DOWN) {
			selected.addAll(reach(SELECT_UPSTREAM, start, query.depth(), limit));
		}
		if (query.direction() != Direction.UP) {
			selected.addAll(reach(SELECT_DOWNSTREAM, start, query.depth(), limit));
		}
		return selected;
	}

	private Set<Long> reach(String sql, List<Long> start, int depth, int limit) {
		Set<Long> reached = new LinkedHashSet<>(start);
		List<Long> frontier = start;
		for (int distance = 0; distance < depth && !frontier.isEmpty(); distance++) {
			List<Long> next = new ArrayList<>();
			for (long node : frontier) {
				for (long neighbour : ids(this.jdbc.sql(sql).param("node", node).param("limit", limit))) {
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

	private List<Edge> edges(Map<Long, NodeView> views) {
		List<Edge> edges = new ArrayList<>();
		inParts(List.copyOf(views.keySet()))
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

	private static List<List<Long>> inParts(List<Long> nodes) {
		List<List<Long>> parts = new ArrayList<>();
		for (int start = 0; start < nodes.size(); start += AT_ONCE) {
			parts.add(nodes.subList(start, Math.min(start + AT_ONCE, nodes.size())));
		}
		return parts;
	}

}
