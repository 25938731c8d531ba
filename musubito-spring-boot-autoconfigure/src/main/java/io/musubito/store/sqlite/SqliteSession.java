package io.musubito.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import io.musubito.store.jdbc.Session;

/**
 * A connection to a SQLite file.
 */
final class SqliteSession extends Session {

	private final boolean flushesAlways;

	private boolean flushes;

	/**
	 * Creates a session.
	 * @param connection the connection
	 * @param flushesAlways whether each commit waits until it is on the disk; the
	 * connection is set up so already
	 */
	SqliteSession(Connection connection, boolean flushesAlways) {
		super(connection);
		this.flushesAlways = flushesAlways;
		this.flushes = flushesAlways;
	}

	@Override
	protected void flushCommits(boolean required) throws SQLException {
		boolean flush = required || this.flushesAlways;
		if (flush == this.flushes) {
			return;
		}
		// Not prepared: SQLite obeys this pragma when it compiles it, and only then
		try (Statement pragma = connection().createStatement()) {
			pragma.execute("PRAGMA synchronous = " + ((flush) ? "FULL" : "NORMAL"));
		}
		this.flushes = flush;
	}

	@Override
	protected void rollback() {
		super.rollback();
		try {
			connection().setAutoCommit(true);
			execute("ROLLBACK");
		}
		catch (SQLException ex) {
			// There was none
		}
	}

}
