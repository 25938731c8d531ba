package io.musubito.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import io.musubito.store.RunStart;
import io.musubito.store.StepRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes the journal, within the transaction of the caller. Each replay has an entry, so
 * that the statements are reused.
 */
final class Journal {

	private static final String INSERT = """
			INSERT INTO musubito_step_record
				(namespace, sequence, operation, node_id, outcome, why, error, duration, saved, ended_at, position,
				artifact, instance, not_dispatchable, run)
			""";

	private static final String INSERT_OUTSIDE_RUNS = INSERT + """
			VALUES (:namespace, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)
			""";

	private static final String INSERT_INTO_RUN = INSERT + """
			SELECT :namespace, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, id
			FROM musubito_run
			WHERE namespace = :namespace AND run_id = ?
			""";

	private static final String RETURNING_ID = """
			RETURNING id
			""";

	private static final int RUN_ID = 14;

	private static final long NO_SUCH_RUN = 0;

	private Journal() {
	}

	/**
	 * Appends an entry, and the run that it belongs to when this is its first.
	 * @param session the session of the transaction
	 * @param entry the entry
	 * @throws SQLException when it can't be written
	 */
	static void append(Session session, StepRecord entry) throws SQLException {
		if (!entry.spent().isEmpty() || !entry.savings().isEmpty()) {
			appendAndGetId(session, entry, null);
			return;
		}
		// To return the id takes longer, and most replays don't need it
		RunStart run = entry.run();
		PreparedStatement statement = session.prepare((run != null) ? INSERT_INTO_RUN : INSERT_OUTSIDE_RUNS);
		bind(statement, entry, null);
		if (statement.executeUpdate() == 0 && run != null) {
			RunWriter.insert(session, run);
			statement.executeUpdate();
		}
		session.totals().add(entry, StepCause.of(session, entry));
	}

	/**
	 * The same for those who need to know the id of the entry.
	 * @param session the session of the transaction
	 * @param entry the entry
	 * @param artifactId the hash of what an execution returned: its node may have another
	 * result later; {@code null} without one
	 * @return the row id of the entry, which grows with each
	 * @throws SQLException when it can't be written
	 */
	static long appendAndGetId(Session session, StepRecord entry, @Nullable String artifactId) throws SQLException {
		RunStart run = entry.run();
		PreparedStatement statement = session
			.prepare((run != null) ? INSERT_INTO_RUN + RETURNING_ID : INSERT_OUTSIDE_RUNS + RETURNING_ID);
		bind(statement, entry, artifactId);
		long id = insert(statement);
		if (id == NO_SUCH_RUN && run != null) {
			RunWriter.insert(session, run);
			id = insert(statement);
		}
		UsageRows.insert(session, id, entry.spent(), entry.savings());
		session.totals().add(entry, StepCause.of(session, entry));
		return id;
	}

	private static void bind(PreparedStatement statement, StepRecord entry, @Nullable String artifactId)
			throws SQLException {
		statement.setInt(1, entry.sequence());
		statement.setString(2, Columns.text(entry.operation()));
		statement.setString(3, entry.nodeId());
		statement.setString(4, entry.outcome().name());
		statement.setString(5, JsonColumns.why(entry.why()));
		statement.setString(6, Columns.text(entry.error()));
		statement.setLong(7, Columns.nanos(entry.duration()));
		statement.setLong(8, Columns.nanos(entry.saved()));
		statement.setLong(9, Columns.nanos(entry.endedAt()));
		statement.setString(10, Columns.text(entry.position()));
		statement.setString(11, artifactId);
		statement.setString(12, entry.instance());
		statement.setString(13, Columns.text(entry.notDispatchable()));
		if (entry.run() != null) {
			statement.setString(RUN_ID, entry.run().runId());
		}
	}

	private static long insert(PreparedStatement statement) throws SQLException {
		try (ResultSet row = statement.executeQuery()) {
			return (row.next()) ? row.getLong(1) : NO_SUCH_RUN;
		}
	}

}
