package io.musubito.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import io.musubito.store.RunStart;
import io.musubito.store.StepRecord;

/**
 * Writes the journal, within the transaction of the caller. Each replay has an entry, so
 * that the statements are reused.
 */
final class Journal {

	private static final String INSERT = """
			INSERT INTO musubito_step_record
				(sequence, operation, node_id, outcome, why, error, duration, saved, ended_at, position, run)
			""";

	private static final String INSERT_OUTSIDE_RUNS = INSERT + """
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)
			""";

	private static final String INSERT_INTO_RUN = INSERT + """
			SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, id FROM musubito_run WHERE run_id = ?
			""";

	private static final int RUN_ID = 11;

	private static final String SELECT_LAST_ID = """
			SELECT last_insert_rowid()
			""";

	private Journal() {
	}

	// Appends an entry, and the run that it belongs to when this is its first
	static void append(Session session, StepRecord entry) throws SQLException {
		insert(session, entry);
		if (!entry.spent().isEmpty() || !entry.savings().isEmpty()) {
			UsageRows.insert(session, lastId(session), entry.spent(), entry.savings());
		}
	}

	// Returns the row id of the entry that was just appended, which grows with each
	static long lastId(Session session) throws SQLException {
		try (ResultSet row = session.prepare(SELECT_LAST_ID).executeQuery()) {
			row.next();
			return row.getLong(1);
		}
	}

	private static void insert(Session session, StepRecord entry) throws SQLException {
		RunStart run = entry.run();
		if (run == null) {
			insert(session.prepare(INSERT_OUTSIDE_RUNS), entry);
			return;
		}
		PreparedStatement statement = session.prepare(INSERT_INTO_RUN);
		statement.setString(RUN_ID, run.runId());
		if (insert(statement, entry) == 0) {
			RunWriter.insert(session, run);
			statement.executeUpdate();
		}
	}

	private static int insert(PreparedStatement statement, StepRecord entry) throws SQLException {
		statement.setInt(1, entry.sequence());
		statement.setString(2, entry.operation());
		statement.setString(3, entry.nodeId());
		statement.setString(4, entry.outcome().name());
		statement.setString(5, JsonColumns.why(entry.why()));
		statement.setString(6, entry.error());
		statement.setLong(7, Columns.nanos(entry.duration()));
		statement.setLong(8, Columns.nanos(entry.saved()));
		statement.setLong(9, Columns.nanos(entry.endedAt()));
		statement.setString(10, entry.position());
		return statement.executeUpdate();
	}

}
