package io.musubito.store.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import io.musubito.store.jdbc.CommitInDoubtException;
import io.musubito.store.jdbc.SqlTexts;

/**
 * Writes, one transaction of all processes at a time: each begins with a lock on the row
 * of the namespace. What is read in it stays so until it ends, ids are given in the order
 * of the commits, and two never wait for each other.
 */
final class WritingSession extends PostgresqlSession {

	private static final String ISOLATION = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED";

	// What is set holds for this transaction: one of a process that stands still must not
	// stop the others for long
	private static final String LOCK_TIMEOUT = "SET LOCAL lock_timeout = '10s'";

	private static final String IDLE_TIMEOUT = "SET LOCAL idle_in_transaction_session_timeout = '10s'";

	private static final String FLUSH = "SET LOCAL synchronous_commit = on";

	private static final String LOCK = """
			SELECT 1 FROM musubito_writer WHERE namespace = :namespace FOR UPDATE
			""";

	private static final String MARK_WRITTEN = """
			UPDATE musubito_process SET written = ? WHERE namespace = :namespace AND owner = ?
			""";

	private static final String COMMIT = "COMMIT";

	private static final String SELECT_WRITTEN = """
			SELECT written FROM musubito_process WHERE namespace = :namespace AND owner = ?
			""";

	private final String owner;

	private boolean flushes;

	private long transaction;

	WritingSession(Connections connections, SqlTexts texts, String owner) {
		super(connections, texts);
		this.owner = owner;
	}

	@Override
	protected void flushCommits(boolean required) {
		this.flushes = required;
	}

	@Override
	protected void prepareTransaction() {
		begin(this.transaction + 1);
		this.transaction++;
	}

	/**
	 * Sent with what is executed first.
	 */
	private void begin(long number) {
		executeNext(ISOLATION);
		executeNext(LOCK_TIMEOUT);
		executeNext(IDLE_TIMEOUT);
		if (this.flushes) {
			executeNext(FLUSH);
		}
		executeNext(LOCK);
		executeNext(MARK_WRITTEN, number, this.owner);
	}

	@Override
	protected void endTransaction() throws SQLException {
		try {
			executeNext(COMMIT);
			executeWaiting();
			super.endTransaction();
		}
		catch (Throwable ex) {
			// Only the server can say that it has not committed
			if (!PostgresqlErrors.isSaidByServer(ex) || PostgresqlErrors.isConnectionLost(ex) || isConnectionLost()) {
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
			executeWaiting();
			connection.rollback();
			connection.setAutoCommit(true);
			PreparedStatement statement = prepare(SELECT_WRITTEN);
			statement.setString(1, this.owner);
			try (ResultSet row = statement.executeQuery()) {
				return row.next() && row.getLong(1) == written;
			}
		}
		finally {
			rollback();
		}
	}

}
