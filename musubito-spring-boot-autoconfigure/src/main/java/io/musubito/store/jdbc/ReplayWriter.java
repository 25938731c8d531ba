package io.musubito.store.jdbc;

import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

import io.musubito.EdgeKind;
import io.musubito.store.NodeKey;
import io.musubito.store.Replay;
import io.musubito.store.Upstream;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes a replay, within the transaction of the caller.
 */
final class ReplayWriter {

	// When the producer has another artifact by now, it is not known any more when the
	// replayed one was produced, nor with how many tokens
	private static final String INSERT_NODE = """
			INSERT INTO musubito_node (namespace, node_id, replay_key, operation, type, status, kept, calls, producer,
				artifact, execution, executed_at, duration, spent, called_spent, stale_by, error, created_at, updated_at, used_on)
			SELECT :namespace, :nodeId, :replayKey, :operation, :type, :status, 1, p.calls, p.id, a.id,
				CASE WHEN p.artifact = a.id THEN p.execution END,
				CASE WHEN p.artifact = a.id THEN p.executed_at END,
				p.duration,
				CASE WHEN p.artifact = a.id THEN p.spent END,
				CASE WHEN p.artifact = a.id THEN p.called_spent END,
				:staleBy, NULL, :now, :now, :day
			FROM musubito_node p JOIN musubito_artifact a ON a.namespace = p.namespace AND a.artifact_id = :artifactId
			WHERE p.namespace = :namespace AND p.node_id = :producerNodeId
			ON CONFLICT (namespace, node_id) DO NOTHING
			RETURNING id
			""";

	// What the execution called is upstream of each of its replays too
	private static final String COPY_CALLS = """
			INSERT INTO musubito_edge (namespace, upstream, downstream, kind)
			SELECT :namespace, e.upstream, :node, e.kind
			FROM musubito_edge e JOIN musubito_node p ON p.namespace = e.namespace AND p.id = e.downstream
			WHERE e.namespace = :namespace AND p.node_id = :producerNodeId AND e.kind = 'CALL'
			ON CONFLICT DO NOTHING
			""";

	private ReplayWriter() {
	}

	static void write(Session session, Replay replay) throws SQLException {
		if (replay.newLineage()) {
			writeNode(session, replay);
		}
		if (ReplayRows.suits(replay.journal())) {
			ReplayRows.insert(session, replay.journal());
		}
		else {
			Journal.append(session, replay.journal());
		}
	}

	private static void writeNode(Session session, Replay replay) {
		Upstreams upstreams = Upstreams.find(session, replay.upstream());
		String staleBy = (producerIsValid(session, replay)) ? upstreams.changed() : replay.producerNodeId();
		Long node = insertNode(session.jdbc(), replay, staleBy);
		if (node == null) {
			return;
		}
		NodeDetailsRow.insert(session, replay.key(), null);
		upstreams.insertEdges(session, replay.key().nodeId());
		session.next(COPY_CALLS).param("node", node).param("producerNodeId", replay.producerNodeId()).add();
	}

	private static boolean producerIsValid(Session session, Replay replay) {
		Upstream producer = new Upstream(EdgeKind.DATA, replay.producerNodeId(), replay.artifactId());
		NodeRow row = NodeRow.find(session, replay.producerNodeId());
		return row != null && row.kept() && Upstreams.find(session, List.of(producer)).changed() == null;
	}

	private static @Nullable Long insertNode(JdbcClient jdbc, Replay replay, @Nullable String staleBy) {
		NodeKey key = replay.key();
		return jdbc.sql(INSERT_NODE)
			.param("nodeId", key.nodeId())
			.param("replayKey", key.replayKey())
			.param("operation", key.operation())
			.param("type", key.type().name())
			.param("status", NodeRow.status(key.type(), staleBy).name())
			.param("artifactId", replay.artifactId())
			.param("producerNodeId", replay.producerNodeId())
			.param("staleBy", staleBy, Types.VARCHAR)
			.param("now", Columns.nanos(replay.journal().endedAt()))
			.param("day", Columns.day(replay.journal().endedAt()))
			.query((row, number) -> row.getLong(1))
			.optional()
			.orElse(null);
	}

}
