package io.musubito.store.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import io.musubito.store.Failure;
import io.musubito.store.NodeKey;
import io.musubito.store.StepRecord;

/**
 * Writes a failed attempt, within the transaction of the caller.
 */
final class FailureWriter {

	private static final String UPDATE_ERROR = """
			UPDATE musubito_node SET error = :error, updated_at = :now, used_on = :day
			WHERE namespace = :namespace AND id = :node
			""";

	private static final String UPSERT_NODE = """
			INSERT INTO musubito_node (namespace, node_id, replay_key, operation, type, status, kept, calls, duration, error,
				created_at, updated_at, used_on)
			VALUES (:namespace, :nodeId, :replayKey, :operation, :type, 'FAILED', 0, :calls, :duration, :error, :now, :now,
				:day)
			ON CONFLICT (namespace, node_id) DO UPDATE
			SET type = excluded.type, status = excluded.status, calls = excluded.calls, duration = excluded.duration,
				error = excluded.error, updated_at = excluded.updated_at, used_on = excluded.used_on
			""";

	private static final String UNKNOWN_ERROR = "unknown";

	private FailureWriter() {
	}

	/**
	 * Returns the row id of the journal entry.
	 */
	static long write(Session session, Failure failure) throws SQLException {
		StepRecord journal = failure.journal();
		NodeKey key = failure.key();
		String error = (journal.error() != null) ? journal.error() : UNKNOWN_ERROR;
		Journal.Begun begun = Journal.begin(session, journal, null);
		GatheredStatement<Optional<NodeRow>> asked = NodeRow.ask(session, key.nodeId());
		List<GatheredStatement<Upstreams.EdgeRow>> consumed = Upstreams.ask(session, failure.upstream());
		long entry = begun.end();
		NodeRow earlier = asked.answer().orElse(null);
		if (earlier != null && earlier.artifact() != null) {
			session.next(UPDATE_ERROR)
				.param("node", earlier.id())
				.param("error", error)
				.param("now", Columns.nanos(journal.endedAt()))
				.param("day", Columns.day(journal.endedAt()))
				.add();
			return entry;
		}
		session.next(UPSERT_NODE)
			.param("nodeId", key.nodeId())
			.param("replayKey", key.replayKey())
			.param("operation", key.operation())
			.param("type", key.type().name())
			.param("calls", (Upstreams.calls(failure.upstream())) ? 1 : 0)
			.param("duration", Columns.nanos(journal.duration()))
			.param("error", error)
			.param("now", Columns.nanos(journal.endedAt()))
			.param("day", Columns.day(journal.endedAt()))
			.add();
		NodeDetailsRow.upsert(session, key, journal.why());
		Upstreams.of(consumed).replaceEdges(session, key.nodeId());
		return entry;
	}

}
