package io.musubito.store.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.musubito.store.jdbc.Session;
import io.musubito.store.jdbc.SqlTexts;

/**
 * A connection to SQLite.
 */
class SqliteSession extends Session {

	SqliteSession(Connection connection, SqlTexts texts) {
		super(connection, texts);
	}

	@Override
	protected void flushCommits(boolean required) throws SQLException {
		// In memory there is no disk to wait for
	}

	@Override
	protected long usedBytes() throws SQLException {
		return (read("page_count") - read("freelist_count")) * read("page_size");
	}

	private long read(String pragma) throws SQLException {
		try (Statement statement = connection().createStatement();
				ResultSet row = statement.executeQuery("PRAGMA " + pragma)) {
			return row.getLong(1);
		}
	}

	@Override
	protected boolean releaseSpace(int most) throws SQLException {
		long free = read("freelist_count");
		try (Statement statement = connection().createStatement()) {
			// Each step gives back one page, and execute() makes only one
			statement.executeUpdate("PRAGMA incremental_vacuum(" + most + ")");
		}
		long left = read("freelist_count");
		return left > 0 && left < free;
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
