package io.musubito.store.jdbc;

import java.sql.SQLException;

import io.musubito.store.ManualResult;
import io.musubito.store.NodeKey;

/**
 * Writes results that were given by hand, as nodes that depend on nothing.
 */
final class ManualWriter {

	private static final String UPSERT_NODE = """
			INSERT INTO musubito_node (namespace, node_id, replay_key, operation, type, status, kept, calls, producer,
				artifact, execution, executed_at, duration, spent, called_spent, stale_by, error, created_at, updated_at, used_on)
			VALUES (:namespace, :nodeId, :replayKey, :operation, :type, 'MANUAL', 1, 0, NULL,
				(SELECT id FROM musubito_artifact WHERE namespace = :namespace AND artifact_id = :artifactId),
				:execution, :givenAt, 0, NULL, NULL, NULL, NULL, :now, :now, :day)
			ON CONFLICT (namespace, node_id) DO UPDATE SET updated_at = excluded.updated_at, used_on = excluded.used_on
			""";

	private static final String SIGN = """
			UPDATE musubito_node_details SET given_by = :by, given_at = :givenAt
			WHERE namespace = :namespace
				AND node = (SELECT id FROM musubito_node WHERE namespace = :namespace AND node_id = :nodeId)
			""";

	private ManualWriter() {
	}

	static long write(Session session, ManualResult result) throws SQLException {
		long sequence = Journal.appendAndGetId(session, result.journal(), result.artifact().artifactId());
		NodeKey key = result.key();
		ExecutionWriter.upsertArtifact(session, result.artifact(), result.journal().endedAt());
		session.next(UPSERT_NODE)
			.param("nodeId", key.nodeId())
			.param("replayKey", key.replayKey())
			.param("operation", key.operation())
			.param("type", key.type().name())
			.param("artifactId", result.artifact().artifactId())
			.param("execution", sequence)
			.param("givenAt", Columns.nanos(result.given().at()))
			.param("now", Columns.nanos(result.journal().endedAt()))
			.param("day", Columns.day(result.journal().endedAt()))
			.add();
		NodeDetailsRow.upsert(session, key, result.journal().why());
		session.next(SIGN)
			.param("by", result.given().by())
			.param("givenAt", Columns.nanos(result.given().at()))
			.param("nodeId", key.nodeId())
			.add();
		return sequence;
	}

}
