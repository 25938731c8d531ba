package io.musubito.store.jdbc;

import io.musubito.NodeStatus;
import io.musubito.StepType;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

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

	static @Nullable NodeRow find(JdbcClient jdbc, String nodeId) {
		return jdbc.sql(FIND).param("nodeId", nodeId).query((row, number) -> {
			long id = row.getLong(3);
			Long artifact = (!row.wasNull()) ? id : null;
			return new NodeRow(row.getLong(1), row.getBoolean(2), artifact, row.getString(4));
		}).optional().orElse(null);
	}

}
