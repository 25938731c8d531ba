package io.musubito.store.jdbc;

import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.musubito.artifact.Artifact;
import io.musubito.store.EffectIntent;
import io.musubito.store.NodeKey;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes the nodes of an effect, one for each lineage, within the transaction of the
 * caller.
 */
final class EffectNodes {

	private static final String UPSERT_RUNNING = """
			INSERT INTO musubito_node (namespace, node_id, replay_key, operation, type, status, kept, calls, duration,
				created_at, updated_at, used_on)
			VALUES (:namespace, :nodeId, :effectKey, :operation, :type, 'RUNNING', 0, 0, 0, :now, :now, :day)
			ON CONFLICT (namespace, node_id) DO UPDATE
			SET status = excluded.status, stale_by = NULL, error = NULL, updated_at = excluded.updated_at,
				used_on = excluded.used_on
			""";

	// What it is when the last attempt changed nothing
	private static final String UPDATE_NOT_HAPPENED = """
			UPDATE musubito_node
			SET status = CASE WHEN artifact IS NULL THEN 'FAILED' ELSE 'SUCCESS' END, error = :error,
				duration = CASE WHEN artifact IS NULL THEN :duration ELSE duration END, updated_at = :now
			WHERE namespace = :namespace AND replay_key = :effectKey AND status IN ('RUNNING', 'UNKNOWN')
			""";

	private static final String UPDATE_UNKNOWN = """
			UPDATE musubito_node
			SET status = 'UNKNOWN', error = :error, updated_at = :now
			WHERE namespace = :namespace AND replay_key = :effectKey AND status = 'RUNNING'
			""";

	private static final String UPDATE_RESOLVED = """
			UPDATE musubito_node
			SET status = 'SUCCESS', kept = 1, producer = NULL, stale_by = NULL, error = NULL,
				artifact = (SELECT id FROM musubito_artifact WHERE namespace = :namespace AND artifact_id = :artifactId),
				executed_at = :now, updated_at = :now
			WHERE namespace = :namespace AND node_id = :nodeId
			""";

	private static final String FIND_OTHERS = """
			SELECT n.id, n.artifact
			FROM musubito_node n JOIN musubito_node p ON p.namespace = n.namespace AND p.node_id = :nodeId
			WHERE n.namespace = :namespace AND n.replay_key = p.replay_key AND n.artifact <> p.artifact
			""";

	private static final String UPDATE_OTHERS = """
			UPDATE musubito_node
			SET status = CASE WHEN status = 'OUTDATED' THEN status ELSE 'SUCCESS' END, kept = 1, producer = p_id,
				artifact = p_artifact, execution = p_execution, executed_at = p_executed_at, duration = p_duration,
				spent = p_spent, called_spent = p_called_spent, error = NULL, updated_at = p_updated_at
			FROM (
				SELECT id AS p_id, replay_key AS effect_key, artifact AS p_artifact, execution AS p_execution,
					executed_at AS p_executed_at, duration AS p_duration, spent AS p_spent, called_spent AS p_called_spent, updated_at AS p_updated_at
				FROM musubito_node
				WHERE namespace = :namespace AND node_id = :nodeId
			) AS p
			WHERE musubito_node.namespace = :namespace AND replay_key = p.effect_key AND id <> p.p_id
			""";

	private EffectNodes() {
	}

	static void running(Session session, EffectIntent intent) {
		NodeKey key = intent.key();
		session.next(UPSERT_RUNNING)
			.param("nodeId", key.nodeId())
			.param("effectKey", key.replayKey())
			.param("operation", key.operation())
			.param("type", key.type().name())
			.param("now", Columns.nanos(intent.startedAt()))
			.param("day", Columns.day(intent.startedAt()))
			.add();
		NodeDetailsRow.upsert(session, key, intent.why());
		Upstreams.find(session, intent.upstream()).replaceEdges(session, key.nodeId());
	}

	static void notHappened(JdbcClient jdbc, String effectKey, @Nullable String error, Duration duration, Instant now) {
		jdbc.sql(UPDATE_NOT_HAPPENED)
			.param("effectKey", effectKey)
			.param("error", error, Types.VARCHAR)
			.param("duration", Columns.nanos(duration))
			.param("now", Columns.nanos(now))
			.update();
	}

	static void unknown(JdbcClient jdbc, String effectKey, @Nullable String error, Instant now) {
		jdbc.sql(UPDATE_UNKNOWN)
			.param("effectKey", effectKey)
			.param("error", error, Types.VARCHAR)
			.param("now", Columns.nanos(now))
			.update();
	}

	static void resolved(Session session, String nodeId, Artifact artifact, Instant now) {
		NodeRow earlier = NodeRow.find(session, nodeId);
		session.next(UPDATE_RESOLVED)
			.param("nodeId", nodeId)
			.param("artifactId", artifact.artifactId())
			.param("now", Columns.nanos(now))
			.add();
		if (earlier != null && earlier.artifact() != null && !artifact.artifactId().equals(earlier.artifactId())) {
			Invalidation.afterNewArtifact(session, earlier, nodeId, now);
		}
	}

	/**
	 * Copies the result of one node to the nodes of the same effect in other lineages: it
	 * happened only once.
	 */
	static void copyResult(Session session, String nodeId, Instant now) {
		List<NodeArtifact> others = session.jdbc()
			.sql(FIND_OTHERS)
			.param("nodeId", nodeId)
			.query((row, number) -> new NodeArtifact(row.getLong("id"), row.getLong("artifact")))
			.list();
		for (NodeArtifact other : others) {
			Invalidation.afterNewArtifact(session, other.node, nodeId, other.artifact, now);
		}
		session.next(UPDATE_OTHERS).param("nodeId", nodeId).add();
	}

	private record NodeArtifact(long node, long artifact) {

	}

}
