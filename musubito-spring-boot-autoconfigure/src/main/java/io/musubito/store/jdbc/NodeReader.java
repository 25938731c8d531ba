package io.musubito.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import io.musubito.Explanation;
import io.musubito.NodeStatus;
import io.musubito.NodeView;
import io.musubito.Spending;
import io.musubito.StepType;
import io.musubito.Usage;
import io.musubito.store.Effect;
import io.musubito.store.NodeDetails;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads nodes as they are shown.
 */
final class NodeReader {

	private static final String FIND_ID = """
			SELECT id FROM musubito_node WHERE namespace = :namespace AND node_id = :nodeId
			""";

	private static final String FIND_VIEWS = """
			SELECT n.id, n.node_id, n.operation, n.type, n.status, coalesce(p.node_id, n.node_id) AS producer_node_id,
				a.artifact_id, n.executed_at, n.duration, n.spent, d.why, d.given_by, d.given_at
			FROM musubito_node n
				LEFT JOIN musubito_node p ON p.namespace = n.namespace AND p.id = n.producer
				LEFT JOIN musubito_artifact a ON a.namespace = n.namespace AND a.id = n.artifact
				LEFT JOIN musubito_node_details d ON d.namespace = n.namespace AND d.node = n.id
			WHERE n.namespace = :namespace AND n.id IN (:nodes)
			ORDER BY n.id
			""";

	private static final String FIND_VALUES = """
			SELECT d.components, d.inputs_compressed, CASE WHEN octet_length(d.inputs) <= :largest THEN d.inputs END AS inputs, a.compressed,
				CASE WHEN octet_length(a.payload) <= :largest THEN a.payload END AS payload, n.error
			FROM musubito_node n
				JOIN musubito_node_details d ON d.namespace = n.namespace AND d.node = n.id
				LEFT JOIN musubito_artifact a ON a.namespace = n.namespace AND a.id = n.artifact
			WHERE n.namespace = :namespace AND n.id = :node
			""";

	private static final String FIND_UPSTREAM = """
			SELECT DISTINCT e.downstream, n.id, n.node_id
			FROM musubito_edge e JOIN musubito_node n ON n.namespace = e.namespace AND n.id = e.upstream
			WHERE e.namespace = :namespace AND e.downstream IN (:nodes)
			ORDER BY n.id
			""";

	private static final String FIND_DOWNSTREAM = """
			SELECT DISTINCT e.upstream, n.id, n.node_id
			FROM musubito_edge e JOIN musubito_node n ON n.namespace = e.namespace AND n.id = e.downstream
			WHERE e.namespace = :namespace AND e.upstream IN (:nodes)
			ORDER BY n.id
			""";

	private final JdbcClient jdbc;

	private final DamagedRows damaged;

	NodeReader(JdbcClient jdbc, DamagedRows damaged) {
		this.jdbc = jdbc;
		this.damaged = damaged;
	}

	Optional<Long> findId(String nodeId) {
		return this.jdbc.sql(FIND_ID).param("nodeId", nodeId).query((row, number) -> row.getLong(1)).optional();
	}

	Optional<NodeDetails> findDetails(String nodeId) {
		return findId(nodeId).map((node) -> {
			NodeView view = getView(node);
			Effect effect = (view.type() == StepType.EXTERNAL_EFFECT)
					? EffectReader.findByNode(this.jdbc, this.damaged, nodeId).orElse(null) : null;
			return this.jdbc.sql(FIND_VALUES)
				.param("node", node)
				.query((row, number) -> new NodeDetails(view, components(row, nodeId),
						Payload.read(row, "inputs_compressed", "inputs", this.damaged.largest()).shown(),
						Payload.read(row, "compressed", "payload", this.damaged.largest()).shown(),
						TransformedContent.shown(row.getString("error")), effect))
				.single();
		});
	}

	private SortedMap<String, String> components(ResultSet row, String nodeId) throws SQLException {
		return Objects.requireNonNullElseGet(this.damaged.read(() -> "the components of node '" + nodeId + "'", row,
				(found) -> JsonColumns.components(found.getString("components"))), TreeMap::new);
	}

	/**
	 * Reads several at once. A damaged one is left out.
	 * @param nodes their row ids, no more than a statement has parameters
	 * @return the nodes by their row ids, in the order of these
	 */
	Map<Long, NodeView> findViews(Collection<Long> nodes) {
		Map<Long, List<String>> upstream = neighbours(FIND_UPSTREAM, nodes);
		Map<Long, List<String>> downstream = neighbours(FIND_DOWNSTREAM, nodes);
		Map<Long, NodeView> views = new LinkedHashMap<>();
		this.jdbc.sql(FIND_VIEWS).param("nodes", nodes).query((row) -> {
			long node = row.getLong("id");
			NodeView view = this.damaged.read(() -> "the node with the row id " + node, row,
					(found) -> view(found, upstream, downstream));
			if (view != null) {
				views.put(node, view);
			}
		});
		return views;
	}

	private NodeView getView(long node) {
		List<Long> nodes = List.of(node);
		Map<Long, List<String>> upstream = neighbours(FIND_UPSTREAM, nodes);
		Map<Long, List<String>> downstream = neighbours(FIND_DOWNSTREAM, nodes);
		return this.jdbc.sql(FIND_VIEWS)
			.param("nodes", nodes)
			.query((row, number) -> view(row, upstream, downstream))
			.single();
	}

	private Map<Long, List<String>> neighbours(String sql, Collection<Long> nodes) {
		Map<Long, List<String>> neighbours = new HashMap<>();
		this.jdbc.sql(sql).param("nodes", nodes).query((row) -> {
			List<String> found = neighbours.computeIfAbsent(row.getLong(1), (node) -> new ArrayList<>());
			found.add(row.getString("node_id"));
		});
		return neighbours;
	}

	private NodeView view(ResultSet row, Map<Long, List<String>> upstream, Map<Long, List<String>> downstream)
			throws SQLException {
		long node = row.getLong("id");
		String nodeId = row.getString("node_id");
		Usage spent = this.damaged.read(() -> "the usage of node '" + nodeId + "'", row,
				(found) -> JsonColumns.usage(found.getString("spent")));
		Explanation why = this.damaged.read(() -> "the explanation of node '" + nodeId + "'", row,
				(found) -> JsonColumns.why(found.getString("why")));
		return new NodeView(nodeId, row.getString("operation"), StepType.valueOf(row.getString("type")),
				NodeStatus.valueOf(row.getString("status")), row.getString("producer_node_id"),
				row.getString("artifact_id"), Columns.nullableInstant(row, "executed_at"), null,
				Columns.duration(row, "duration"), Spending.of(Objects.requireNonNullElse(spent, Usage.NONE)),
				upstream.getOrDefault(node, List.of()), downstream.getOrDefault(node, List.of()), why,
				ManualColumns.read(row));
	}

}
