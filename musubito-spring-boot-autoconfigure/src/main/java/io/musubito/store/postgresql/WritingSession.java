package io.musubito.store.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.musubito.store.jdbc.CommitInDoubtException;
import io.musubito.store.jdbc.SqlTexts;

/**
 * Writes, one transaction of all processes at a time: each begins with a lock on the row
 * of the namespace. What is read in it stays so until it ends, ids are given in the order
 * of the commits, and two never wait for each other.
 */
final class WritingSession extends PostgresqlSession {

	// In one round trip. What is set holds for this transaction: one of a process that
	// stands still must not stop the others for long
	private static final String BEGIN = """
			SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
			SET LOCAL lock_timeout = '10s';
			SET LOCAL idle_in_transaction_session_timeout = '10s';
			SELECT 1 FROM musubito_writer WHERE namespace = :namespace FOR UPDATE;
			UPDATE musubito_process SET written = :written WHERE namespace = :namespace AND owner = ':owner'
			""";

	private static final String SELECT_WRITTEN = """
			SELECT written FROM musubito_process WHERE namespace = :namespace AND owner = ':owner'
			""";

	private static final String FLUSH = "SET LOCAL synchronous_commit = on;";

	private final String begin;

	private final String selectWritten;

	private boolean flushes;

	private long transaction;

	WritingSession(Connections connections, SqlTexts texts, String owner) {
		super(connections, texts);
		this.begin = texts.in(BEGIN).replace(":owner", owner);
		this.selectWritten = texts.in(SELECT_WRITTEN).replace(":owner", owner);
	}

	@Override
	protected void flushCommits(boolean required) {
		this.flushes = required;
	}

	@Override
	protected void prepareTransaction() throws SQLException {
		begin(this.transaction + 1);
		this.transaction++;
	}

	private void begin(long number) throws SQLException {
		try (Statement statement = connection().createStatement()) {
			statement
				.execute(this.begin.replace(":written", Long.toString(number)) + ((this.flushes) ? ";" + FLUSH : ""));
		}
	}

	@Override
	protected void endTransaction() throws SQLException {
		try {
			super.endTransaction();
		}
		catch (Throwable ex) {
			if (PostgresqlErrors.isConnectionLost(ex) || isConnectionLost()) {
				throw new CommitInDoubtException(ex);
			}
			throw ex;
		}
		endUse();
	}

	/**
	 * The lock tells that the transaction is over; what it has written, how it ended.
	 */
	@Override
	protected boolean wasCommitted() throws SQLException {
		beginUse();
		try {
			Connection connection = connection();
			connection.setAutoCommit(false);
			long written = this.transaction;
			begin(written + 1);
			connection.rollback();
			connection.setAutoCommit(true);
			try (Statement statement = connection.createStatement();
					ResultSet row = statement.executeQuery(this.selectWritten)) {
				return row.next() && row.getLong(1) == written;
			}
		}
		finally {
			rollback();
		}
	}

}
