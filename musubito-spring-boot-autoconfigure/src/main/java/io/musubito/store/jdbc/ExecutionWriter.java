package io.musubito.store.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.musubito.artifact.Artifact;
import io.musubito.store.Execution;
import io.musubito.store.NodeKey;
import io.musubito.store.UnreadableContent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Writes an execution that succeeded, within the transaction of the caller.
 */
final class ExecutionWriter {

	// An artifact that was damaged on disk is repaired by the next execution that
	// produces it
	private static final String UPSERT_ARTIFACT = """
			INSERT INTO musubito_artifact (namespace, artifact_id, size, compressed, payload)
			VALUES (:namespace, :artifactId, :size, :compressed,
				:payload)
			ON CONFLICT (namespace, artifact_id) DO UPDATE
			SET size = excluded.size, compressed = excluded.compressed, payload = excluded.payload
			WHERE musubito_artifact.payload IS DISTINCT FROM excluded.payload
			""";

	private static final String MARK_ARTIFACT = """
			INSERT INTO musubito_artifact_use (namespace, artifact, used_on, size)
			SELECT :namespace, id, :day, size FROM musubito_artifact WHERE namespace = :namespace AND artifact_id = :artifactId
			ON CONFLICT (namespace, artifact) DO UPDATE
			SET used_on = excluded.used_on, size = excluded.size
			WHERE musubito_artifact_use.used_on < excluded.used_on
			""";

	private static final String UPSERT_NODE = """
			INSERT INTO musubito_node (namespace, node_id, replay_key, operation, type, status, kept, calls, producer,
				artifact, execution, executed_at, duration, spent, called_spent, stale_by, error, created_at, updated_at, used_on)
			VALUES (:namespace, :nodeId, :replayKey, :operation, :type, :status, :kept, :calls, NULL,
				(SELECT id FROM musubito_artifact WHERE namespace = :namespace AND artifact_id = :artifactId),
				:execution, :executedAt, :duration, :spent, :calledSpent, :staleBy, NULL, :now, :now, :day)
			ON CONFLICT (namespace, node_id) DO UPDATE
			SET type = excluded.type, status = excluded.status, kept = excluded.kept, calls = excluded.calls,
				producer = NULL, artifact = excluded.artifact, execution = excluded.execution,
				executed_at = excluded.executed_at, duration = excluded.duration,
				spent = excluded.spent, called_spent = excluded.called_spent, stale_by = excluded.stale_by, error = NULL, updated_at = excluded.updated_at, used_on = excluded.used_on
			""";

	private static final Log logger = LogFactory.getLog(ExecutionWriter.class);

	private ExecutionWriter() {
	}

	/**
	 * Writes it.
	 * @param session the session of the transaction
	 * @param execution the execution
	 * @param claim the claim that is released with it
	 * @return the row id of the journal entry
	 */
	static long write(Session session, Execution execution, ReleasedClaim claim) throws SQLException {
		NodeKey key = execution.key();
		// All that is asked comes before what is written, which needs no answer
		Journal.Begun journal = Journal.begin(session, execution.journal(), execution.artifact().artifactId());
		GatheredStatement<Optional<NodeRow>> asked = NodeRow.ask(session, key.nodeId());
		List<GatheredStatement<Upstreams.EdgeRow>> consumed = Upstreams.ask(session, execution.upstream());
		claim.verify();
		long sequence = journal.end();
		NodeRow earlier = asked.answer().orElse(null);
		if (!execution.kept() && earlier != null && earlier.artifact() != null && earlier.kept()) {
			return sequence;
		}
		upsertArtifact(session, execution.artifact(), execution.journal().endedAt());
		Upstreams upstreams = Upstreams.of(consumed);
		upsertNode(session, execution, sequence, upstreams.changed());
		if (earlier != null) {
			NodeDetailsRow.upsert(session, key, execution.journal().why());
			upstreams.replaceEdges(session, key.nodeId());
		}
		else {
			NodeDetailsRow.insert(session, key, execution.journal().why());
			upstreams.insertEdges(session, key.nodeId());
		}
		// Who consumed its elements in this execution is not outdated by it
		Upstreams.unlink(session, key.nodeId(), execution.downstream());
		if (earlier != null && earlier.artifact() != null
				&& !execution.artifact().artifactId().equals(earlier.artifactId())) {
			Invalidation.afterNewArtifact(session, earlier, key.nodeId(), execution.journal().endedAt());
		}
		Upstreams.link(session, key.nodeId(), execution.downstream());
		return sequence;
	}

	static void upsertArtifact(Session session, Artifact artifact, Instant usedAt) {
		int size = artifact.payload().length;
		ContentColumns columns = session.columns();
		// It is known that there is a result, and what happened is not performed again
		Payload payload = (size <= columns.largest()) ? Payload.of(artifact.payload())
				: new Payload(false, UnreadableContent.because(columns.tooLarge(size)));
		if (size > columns.largest()) {
			logger.warn("A result is not kept, and the step that returned it executes each time: "
					+ columns.tooLarge(size) + ".");
		}
		session.next(UPSERT_ARTIFACT)
			.param("artifactId", artifact.artifactId())
			.param("size", artifact.payload().length)
			.param("compressed", (payload.compressed()) ? 1 : 0)
			.param("payload", payload.bytes())
			.add();
		markUsed(session, artifact.artifactId(), usedAt);
	}

	static void markUsed(Session session, String artifactId, Instant usedAt) {
		session.next(MARK_ARTIFACT).param("day", Columns.day(usedAt)).param("artifactId", artifactId).add();
	}

	private static void upsertNode(Session session, Execution execution, long sequence, @Nullable String staleBy) {
		NodeKey key = execution.key();
		session.next(UPSERT_NODE)
			.param("nodeId", key.nodeId())
			.param("replayKey", key.replayKey())
			.param("operation", key.operation())
			.param("type", key.type().name())
			.param("status", NodeRow.status(key.type(), staleBy).name())
			.param("kept", (execution.kept()) ? 1 : 0)
			.param("calls", (Upstreams.calls(execution.upstream())) ? 1 : 0)
			.param("artifactId", execution.artifact().artifactId())
			.param("execution", sequence)
			.param("executedAt", Columns.nanos(execution.executedAt()))
			.param("duration", Columns.nanos(execution.duration()))
			.param("spent", JsonColumns.usage(execution.journal().spent()))
			.param("calledSpent", JsonColumns.usage(execution.calledUsage()))
			.param("staleBy", staleBy)
			.param("now", Columns.nanos(execution.journal().endedAt()))
			.param("day", Columns.day(execution.journal().endedAt()))
			.add();
	}

}
