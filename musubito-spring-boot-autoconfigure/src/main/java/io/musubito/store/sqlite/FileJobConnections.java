package io.musubito.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;

import io.musubito.store.jdbc.JobConnections;

/**
 * Connections to a SQLite file for what carries hints, which stay open between their
 * uses: to open one takes longer than what is done with it.
 */
final class FileJobConnections implements JobConnections.Source {

	private final SqliteConnections connections;

	private final OpenFile file;

	private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

	private volatile boolean closed;

	FileJobConnections(SqliteConnections connections, OpenFile file) {
		this.connections = connections;
		this.file = file;
	}

	@Override
	public Connection take() throws SQLException {
		if (this.closed) {
			throw new SQLException("The store is closed");
		}
		this.file.verifyWasInPlace();
		Connection connection = this.idle.pollFirst();
		return (connection != null) ? connection : this.connections.openForWriting();
	}

	@Override
	public void giveBack(Connection connection) throws SQLException {
		if (!connection.getAutoCommit()) {
			connection.rollback();
			connection.setAutoCommit(true);
		}
		this.idle.addFirst(connection);
		if (this.closed) {
			close();
		}
	}

	/**
	 * Closes them, unless the file was replaced: the last one would write the log of one
	 * into the other.
	 */
	void close() throws SQLException {
		this.closed = true;
		for (Connection connection = this.idle.poll(); connection != null; connection = this.idle.poll()) {
			if (this.file.isInPlace()) {
				connection.close();
			}
		}
	}

}
