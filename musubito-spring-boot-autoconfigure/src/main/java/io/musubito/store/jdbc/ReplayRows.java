package io.musubito.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

import io.musubito.StepOutcome;
import io.musubito.store.StepRecord;

/**
 * Writes the journal of replays outside of runs, within the transaction of the caller: a
 * few numbers each, as they are many, and nothing else depends on them.
 */
final class ReplayRows {

	private static final String INSERT = """
			INSERT INTO musubito_replay (namespace, node, duration, saved, tokens_saved, ended_at)
			SELECT :namespace, id, ?, ?, ?, ? FROM musubito_node WHERE namespace = :namespace AND node_id = ?
			""";

	private ReplayRows() {
	}

	/**
	 * Whether a row here says all that there is to say of an entry.
	 */
	static boolean suits(StepRecord entry) {
		return entry.run() == null && entry.outcome() == StepOutcome.REPLAYED && entry.why() == null
				&& entry.error() == null && entry.spent().isEmpty();
	}

	static void insert(Session session, StepRecord entry) throws SQLException {
		PreparedStatement statement = session.prepare(INSERT);
		bind(statement, entry);
		statement.executeUpdate();
		session.totals().add(entry, null);
	}

	/**
	 * The same for many, which a server is sent at once.
	 */
	static void insertAll(Session session, List<StepRecord> entries) throws SQLException {
		PreparedStatement statement = session.prepare(INSERT);
		for (StepRecord entry : entries) {
			bind(statement, entry);
			statement.addBatch();
			session.totals().add(entry, null);
		}
		statement.executeBatch();
	}

	private static void bind(PreparedStatement statement, StepRecord entry) throws SQLException {
		statement.setLong(1, Columns.nanos(entry.duration()));
		statement.setLong(2, Columns.nanos(entry.saved()));
		if (entry.savings().isEmpty()) {
			statement.setNull(3, Types.BIGINT);
		}
		else {
			statement.setLong(3, entry.savings().totalTokens());
		}
		statement.setLong(4, Columns.nanos(entry.endedAt()));
		statement.setString(5, entry.nodeId());
	}

}
