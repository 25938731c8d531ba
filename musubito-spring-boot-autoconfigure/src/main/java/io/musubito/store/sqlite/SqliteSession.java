package io.musubito.store.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.musubito.store.jdbc.Session;
import io.musubito.store.jdbc.SqlTexts;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * A connection to SQLite.
 */
class SqliteSession extends Session {

	private static final String NO_TRANSACTION = "no transaction is active";

	private static final Log logger = LogFactory.getLog(SqliteSession.class);

	SqliteSession(Connection connection, SqlTexts texts) {
		super(connection, texts);
	}

	@Override
	protected void flushCommits(boolean required) throws SQLException {
		// In memory there is no disk to wait for
	}

	/**
	 * An exception of the driver is an answer of SQLite, which has not committed then. An
	 * error may have come before or after that, and SQLite tells which.
	 */
	@Override
	protected void endTransaction() throws SQLException {
		try {
			super.endTransaction();
		}
		catch (Error ex) {
			if (rollBack()) {
				throw ex;
			}
			logger.warn("An error came when SQLite had committed", ex);
		}
	}

	/**
	 * The driver goes by what it was asked for: whether there is a transaction, SQLite
	 * knows alone.
	 */
	@Override
	protected void undo(Connection connection) throws SQLException {
		rollBack();
		// Fails where nothing is left to commit, and has the driver begin the next one
		connection.setAutoCommit(true);
	}

	private boolean rollBack() throws SQLException {
		try (Statement statement = connection().createStatement()) {
			statement.execute("ROLLBACK");
			return true;
		}
		catch (SQLException ex) {
			if (String.valueOf(ex.getMessage()).contains(NO_TRANSACTION)) {
				return false;
			}
			throw ex;
		}
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
