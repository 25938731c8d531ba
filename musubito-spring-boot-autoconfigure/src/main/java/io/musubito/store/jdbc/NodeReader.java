package io.musubito.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
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

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads nodes as they are shown.
 */
final class NodeReader {

	private static final String FIND_ID = """
			SELECT id FROM musubito_node WHERE node_id = :nodeId
			""";

	private static final String FIND_VIEW = """
			SELECT n.node_id, n.operation, n.type, n.status, coalesce(p.node_id, n.node_id) AS producer_node_id,
				a.artifact_id, n.executed_at, n.duration, n.spent, d.why, d.given_by, d.given_at
			FROM musubito_node n
				LEFT JOIN musubito_node p ON p.id = n.producer
				LEFT JOIN musubito_artifact a ON a.id = n.artifact
				LEFT JOIN musubito_node_details d ON d.node = n.id
			WHERE n.id = :node
			""";

	private static final String FIND_VALUES = """
			SELECT d.components, d.inputs_compressed, d.inputs, a.compressed, a.payload, n.error
			FROM musubito_node n
				JOIN musubito_node_details d ON d.node = n.id
				LEFT JOIN musubito_artifact a ON a.id = n.artifact
			WHERE n.id = :node
			""";

	private static final String FIND_UPSTREAM = """
			SELECT DISTINCT n.node_id
			FROM musubito_edge e JOIN musubito_node n ON n.id = e.upstream
			WHERE e.downstream = :node
			ORDER BY n.id
			""";

	private static final String FIND_DOWNSTREAM = """
			SELECT DISTINCT n.node_id
			FROM musubito_edge e JOIN musubito_node n ON n.id = e.downstream
			WHERE e.upstream = :node
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
						Payload.read(row, "inputs_compressed", "inputs").text(),
						Payload.read(row, "compressed", "payload").text(), row.getString("error"), effect))
				.single();
		});
	}

	private SortedMap<String, String> components(ResultSet row, String nodeId) throws SQLException {
		return Objects.requireNonNullElseGet(this.damaged.read(() -> "the components of node '" + nodeId + "'", row,
				(found) -> JsonColumns.components(found.getString("components"))), TreeMap::new);
	}

	/**
	 * The same for a list, in which a damaged one is left out.
	 */
	Optional<NodeView> findView(long node) {
		try {
			return Optional.of(getView(node));
		}
		catch (DataAccessException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			this.damaged.note("the node with the row id " + node, ex);
			return Optional.empty();
		}
	}

	NodeView getView(long node) {
		List<String> upstream = neighbours(FIND_UPSTREAM, node);
		List<String> downstream = neighbours(FIND_DOWNSTREAM, node);
		return this.jdbc.sql(FIND_VIEW)
			.param("node", node)
			.query((row, number) -> view(row, upstream, downstream))
			.single();
	}

	private List<String> neighbours(String sql, long node) {
		return this.jdbc.sql(sql)
			.param("node", node)
			.query((row, number) -> Objects.requireNonNull(row.getString(1)))
			.list();
	}

	private NodeView view(ResultSet row, List<String> upstream, List<String> downstream) throws SQLException {
		String nodeId = row.getString("node_id");
		Usage spent = this.damaged.read(() -> "the usage of node '" + nodeId + "'", row,
				(found) -> JsonColumns.usage(found.getString("spent")));
		Explanation why = this.damaged.read(() -> "the explanation of node '" + nodeId + "'", row,
				(found) -> JsonColumns.why(found.getString("why")));
		return new NodeView(nodeId, row.getString("operation"), StepType.valueOf(row.getString("type")),
				NodeStatus.valueOf(row.getString("status")), row.getString("producer_node_id"),
				row.getString("artifact_id"), Columns.nullableInstant(row, "executed_at"), null,
				Columns.duration(row, "duration"), Spending.of(Objects.requireNonNullElse(spent, Usage.NONE)), upstream,
				downstream, why, ManualColumns.read(row));
	}

}
