package io.musubito.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

import io.musubito.NodeStatus;
import io.musubito.StepType;
import org.jspecify.annotations.Nullable;

/**
 * What writing needs to know of a node that is there.
 *
 * @param id the row id
 * @param kept whether its artifact may be replayed
 * @param artifact the row id of its artifact; {@code null} without one
 * @param artifactId the hash of its artifact; {@code null} without one
 */
record NodeRow(long id, boolean kept, @Nullable Long artifact, @Nullable String artifactId) {

	private static final String FIND = """
			SELECT n.id, n.kept, n.artifact, a.artifact_id
			FROM musubito_node n LEFT JOIN musubito_artifact a ON a.namespace = n.namespace AND a.id = n.artifact
			WHERE n.namespace = :namespace AND n.node_id = :nodeId
			""";

	/**
	 * The state of a node that is written with a result.
	 */
	static NodeStatus status(StepType type, @Nullable String staleBy) {
		if (staleBy == null) {
			return NodeStatus.SUCCESS;
		}
		return (type == StepType.EXTERNAL_EFFECT) ? NodeStatus.OUTDATED : NodeStatus.STALE;
	}

	static @Nullable NodeRow find(Session session, String nodeId) {
		return ask(session, nodeId).answer().orElse(null);
	}

	/**
	 * The same for those who ask for something else first.
	 */
	static GatheredStatement<Optional<NodeRow>> ask(Session session, String nodeId) {
		return session.next(FIND).param("nodeId", nodeId).ask(NodeRow::read);
	}

	private static Optional<NodeRow> read(ResultSet row) throws SQLException {
		if (!row.next()) {
			return Optional.empty();
		}
		long artifact = row.getLong(3);
		Long artifactRow = (!row.wasNull()) ? artifact : null;
		return Optional.of(new NodeRow(row.getLong(1), row.getBoolean(2), artifactRow, row.getString(4)));
	}

}
