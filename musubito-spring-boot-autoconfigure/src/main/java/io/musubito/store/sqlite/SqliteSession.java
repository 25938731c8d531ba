package io.musubito.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;

import io.musubito.store.jdbc.Session;

/**
 * A connection to SQLite.
 */
class SqliteSession extends Session {

	SqliteSession(Connection connection) {
		super(connection);
	}

	@Override
	protected void flushCommits(boolean required) throws SQLException {
		// In memory there is no disk to wait for
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
