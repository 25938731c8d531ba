package io.musubito.store.postgresql;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Where connections come from. Safe for use by any number of threads.
 */
final class Connections implements AutoCloseable {

	private final DataSource dataSource;

	private final @Nullable AutoCloseable pool;

	private volatile boolean prepares = true;

	/**
	 * Connections of a pool.
	 * @param dataSource the pool
	 * @param pool what to close with the store; {@code null} when the pool is not its own
	 */
	Connections(DataSource dataSource, @Nullable AutoCloseable pool) {
		this.dataSource = dataSource;
		this.pool = pool;
	}

	/**
	 * The same connections for those who want a data source.
	 */
	DataSource dataSource() {
		return new AbstractDataSource() {

			@Override
			public Connection getConnection() throws SQLException {
				return take();
			}

			@Override
			public Connection getConnection(String username, String password) throws SQLException {
				return take();
			}

		};
	}

	/**
	 * Has no statement prepared on the server from now on: a pooler in between gives each
	 * transaction another session of it.
	 * @param taken the connection that showed it
	 */
	void prepareNothing(Connection taken) throws SQLException {
		this.prepares = false;
		prepareNothingOn(taken);
	}

	private static void prepareNothingOn(Connection connection) throws SQLException {
		if (connection.isWrapperFor(PGConnection.class)) {
			connection.unwrap(PGConnection.class).setPrepareThreshold(0);
		}
	}

	/**
	 * Takes a connection, which the caller closes.
	 */
	Connection take() throws SQLException {
		Connection connection = this.dataSource.getConnection();
		boolean taken = false;
		try {
			if (!this.prepares) {
				prepareNothingOn(connection);
			}
			if (!connection.getAutoCommit()) {
				connection.setAutoCommit(true);
			}
			taken = true;
			return connection;
		}
		finally {
			if (!taken) {
				connection.close();
			}
		}
	}

	@Override
	public void close() {
		if (this.pool == null) {
			return;
		}
		try {
			this.pool.close();
		}
		catch (Exception ex) {
			throw new IllegalStateException("The connections can't be closed", ex);
		}
	}

}
