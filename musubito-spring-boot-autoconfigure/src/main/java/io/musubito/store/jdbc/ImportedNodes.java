package io.musubito.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import io.musubito.StepType;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Adds nodes: first all of them, as stale ones without a result, so that they can refer
 * to each other, and nothing is replayed that is not complete; then what each has.
 */
final class ImportedNodes {

	/** In place of the node that made it stale, as long as it is not complete. */
	private static final String IMPORT = "import";

	// One that never succeeded here is worth nothing
	private static final String INSERT = """
			INSERT INTO musubito_node (namespace, node_id, replay_key, operation, type, status, kept, calls, duration,
				stale_by, created_at, updated_at, used_on)
			VALUES (:namespace, :nodeId, :replayKey, :operation, :type, 'STALE', 0, :calls, 0, 'import', :createdAt,
				:updatedAt, :day)
			ON CONFLICT (namespace, node_id) DO UPDATE
			SET status = excluded.status, stale_by = excluded.stale_by, created_at = excluded.created_at
			WHERE musubito_node.status IN ('FAILED', 'UNKNOWN') AND musubito_node.artifact IS NULL
				AND coalesce(musubito_node.stale_by, '') <> 'erasure' AND CAST(:artifact AS TEXT) IS NOT NULL
			""";

	private static final String FIND = """
			SELECT id FROM musubito_node WHERE namespace = :namespace AND node_id = :nodeId AND status = 'STALE' AND stale_by = 'import'
			""";

	private static final String INSERT_EDGE = """
			INSERT INTO musubito_edge (namespace, upstream, downstream, kind)
			SELECT :namespace, id, :row, :kind FROM musubito_node WHERE namespace = :namespace AND node_id = :upstream
			ON CONFLICT (namespace, upstream, downstream, kind) DO NOTHING
			""";

	private static final String FIND_STATE = """
			SELECT n.status, n.stale_by, a.artifact_id
			FROM musubito_node n LEFT JOIN musubito_artifact a ON a.namespace = :namespace AND a.id = n.artifact
			WHERE n.namespace = :namespace AND n.node_id = :nodeId
			""";

	private static final String FIND_NEWEST = """
			SELECT n.execution, n.executed_at, a.artifact_id
			FROM musubito_node n JOIN musubito_artifact a ON a.namespace = :namespace AND a.id = n.artifact
			WHERE n.namespace = :namespace AND n.replay_key = :replayKey AND n.status = 'SUCCESS' AND n.kept = 1 AND n.execution <= :base
			ORDER BY n.execution DESC
			LIMIT 1
			""";

	private static final String COMPLETE = """
			UPDATE musubito_node
			SET status = :state, kept = :kept, calls = :calls, duration = :duration, execution = :entry,
				producer = (SELECT id FROM musubito_node WHERE namespace = :namespace AND node_id = :producer),
				artifact = (SELECT id FROM musubito_artifact WHERE namespace = :namespace AND artifact_id = :artifact), executed_at = :executedAt,
				spent = :spent, called_spent = :calledSpent, stale_by = :cause, error = :error, updated_at = :updatedAt
			WHERE namespace = :namespace AND id = :row
			RETURNING artifact
			""";

	private static final String DELETE_DETAILS = """
			DELETE FROM musubito_node_details WHERE namespace = :namespace AND node = :row
			""";

	private static final String INSERT_DETAILS = """
			INSERT INTO musubito_node_details (namespace, node, components, why, inputs_compressed, inputs, given_by,
				given_at)
			VALUES (:namespace, :row, :components, :why, :inputsCompressed, :inputs, :givenBy, :givenAt)
			""";

	private final Map<String, FileNode> nodes;

	private final ImportedJournal journal;

	/** The last journal entry before the import. */
	private final long base;

	private final Instant now;

	/** What was added by its node id, and whether it is stale. */
	private final Map<String, Boolean> completed = new HashMap<>();

	ImportedNodes(Map<String, FileNode> nodes, ImportedJournal journal, long base, Instant now) {
		this.nodes = nodes;
		this.journal = journal;
		this.base = base;
		this.now = now;
	}

	void insert(JdbcClient jdbc, ExportRecord node) {
		node.bind(jdbc.sql(INSERT)).param("day", Columns.day(this.now)).update();
	}

	void complete(Session session, ExportRecord node, List<ExportRecord> edges) {
		JdbcClient jdbc = session.jdbc();
		String nodeId = node.text("nodeId");
		Long id = jdbc.sql(FIND).param("nodeId", nodeId).query((row, number) -> row.getLong(1)).optional().orElse(null);
		if (id == null) {
			return;
		}
		edges.forEach((edge) -> edge.bind(jdbc.sql(INSERT_EDGE)).param("row", id).update());
		String changed = findChanged(jdbc, node, edges);
		String status = ("RUNNING".equals(node.text("status"))) ? "UNKNOWN" : node.text("status");
		boolean stale = changed != null && "SUCCESS".equals(status);
		Long artifact = node.bind(jdbc.sql(COMPLETE))
			.param("state", (stale) ? NodeRow.status(StepType.valueOf(node.text("type")), changed).name() : status)
			.param("cause", (stale) ? changed : node.optionalText("staleBy"), Types.VARCHAR)
			.param("entry", entry(jdbc, node), Types.BIGINT)
			.param("row", id)
			.query((row, number) -> row.getLong(1))
			.single();
		node.bind(jdbc.sql(ImportSql.insert(ExportKind.OPERATION))).update();
		if (node.has("components")) {
			jdbc.sql(DELETE_DETAILS).param("row", id).update();
			node.bind(jdbc.sql(INSERT_DETAILS)).param("row", id).update();
		}
		if (stale) {
			// What depends on it may have been completed before it
			Invalidation.afterNewArtifact(session, id, nodeId, artifact, this.now);
		}
		this.completed.put(nodeId, stale);
	}

	/**
	 * The first node of which it has a result that is another one here, or not valid any
	 * more.
	 */
	private @Nullable String findChanged(JdbcClient jdbc, ExportRecord node, List<ExportRecord> edges) {
		Set<String> needed = new TreeSet<>();
		if (node.has("producer")) {
			needed.add(node.text("producer"));
		}
		edges.forEach((edge) -> needed.add(edge.text("upstream")));
		for (String nodeId : needed) {
			boolean same = jdbc.sql(FIND_STATE)
				.param("nodeId", nodeId)
				.query((row, number) -> isSame(nodeId, row))
				.optional()
				.orElse(false);
			if (!same) {
				return nodeId;
			}
		}
		return null;
	}

	private boolean isSame(String nodeId, ResultSet row) throws SQLException {
		String status = row.getString("status");
		if ("STALE".equals(status) && IMPORT.equals(row.getString("stale_by"))) {
			// When it becomes complete and is stale, those that have it become so, too
			return true;
		}
		FileNode there = this.nodes.get(nodeId);
		return (there != null) ? there.isSame(status, row.getString("artifact_id")) : FileNode.isValid(status);
	}

	/**
	 * What was executed here stays the newest of its replay key.
	 */
	private @Nullable Long entry(JdbcClient jdbc, ExportRecord node) {
		NewestExecution newest = jdbc.sql(FIND_NEWEST)
			.param("replayKey", node.text("replayKey"))
			.param("base", this.base)
			.query((row, number) -> new NewestExecution(row.getLong("execution"), row.getLong("executed_at"),
					row.getString("artifact_id")))
			.optional()
			.orElse(null);
		if (newest == null) {
			return this.journal.find(node.optionalNumber("execution"));
		}
		boolean same = newest.executedAt() == node.number("executedAt")
				&& Objects.equals(newest.artifactId(), node.optionalText("artifact"));
		return (same) ? (Long) newest.execution() : null;
	}

	long added() {
		return this.completed.size();
	}

	long stale() {
		return this.completed.values().stream().filter((stale) -> stale).count();
	}

}
