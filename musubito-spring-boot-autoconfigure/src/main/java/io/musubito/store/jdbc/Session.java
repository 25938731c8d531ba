package io.musubito.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * One connection with its prepared statements. Used by one thread at a time.
 */
final class Session implements AutoCloseable {

	private final Connection connection;

	private final StatementCache statements;

	private final JdbcClient jdbc;

	private final boolean flushesAlways;

	private boolean flushes;

	Session(Connection connection) {
		this(connection, false);
	}

	Session(Connection connection, boolean flushesAlways) {
		this.connection = connection;
		this.flushesAlways = flushesAlways;
		this.flushes = flushesAlways;
		this.statements = new StatementCache(connection);
		this.jdbc = JdbcClient.create(new SingleConnectionDataSource(this.statements.asConnection(), false));
	}

	JdbcClient jdbc() {
		return this.jdbc;
	}

	// A reused statement for a read that happens on each call of a step, where JdbcClient
	// would take longer than the database
	PreparedStatement prepare(String sql) throws SQLException {
		return this.statements.prepare(sql);
	}

	void execute(String sql) throws SQLException {
		prepare(sql).execute();
	}

	// Whether the commits from now on wait until they are on the disk. Not within a
	// transaction
	void flushCommits(boolean required) throws SQLException {
		boolean flush = required || this.flushesAlways;
		if (flush == this.flushes) {
			return;
		}
		// Not prepared: SQLite obeys this pragma when it compiles it, and only then
		try (Statement pragma = this.connection.createStatement()) {
			pragma.execute("PRAGMA synchronous = " + ((flush) ? "FULL" : "NORMAL"));
		}
		this.flushes = flush;
	}

	void begin() throws SQLException {
		try {
			this.connection.setAutoCommit(false);
		}
		catch (SQLException ex) {
			rollback();
			throw ex;
		}
	}

	void commit() throws SQLException {
		// Connection.commit() of this driver would at once begin the next transaction
		this.connection.setAutoCommit(true);
	}

	// Ends a transaction of which it is not known how far it came
	void rollback() {
		try {
			if (!this.connection.getAutoCommit()) {
				this.connection.rollback();
				this.connection.setAutoCommit(true);
			}
		}
		catch (SQLException ex) {
			// Some failures end the transaction themselves
		}
		try {
			this.connection.setAutoCommit(true);
			execute("ROLLBACK");
		}
		catch (SQLException ex) {
			// There was none
		}
	}

	Connection connection() {
		return this.connection;
	}

	@Override
	public void close() throws SQLException {
		this.connection.close();
	}

}
