package io.musubito.store.postgresql;

import java.sql.Connection;
import java.sql.SQLException;

import io.musubito.store.jdbc.Session;
import org.jspecify.annotations.Nullable;

/**
 * Reads with a connection of the pool for each use.
 */
class PostgresqlSession extends Session {

	private static final String SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

	private final Connections connections;

	private final SqlTexts texts;

	private @Nullable Connection used;

	PostgresqlSession(Connections connections, SqlTexts texts) {
		this.connections = connections;
		this.texts = texts;
	}

	@Override
	protected String translate(String sql) {
		return this.texts.translate(sql);
	}

	@Override
	protected void beginUse() throws SQLException {
		if (this.used == null) {
			Connection taken = this.connections.take();
			connect(taken);
			this.used = taken;
		}
	}

	@Override
	protected void endUse() throws SQLException {
		Connection taken = this.used;
		this.used = null;
		if (taken != null) {
			try {
				disconnect();
			}
			finally {
				taken.close();
			}
		}
	}

	@Override
	protected void prepareTransaction() throws SQLException {
		execute(SNAPSHOT);
	}

	@Override
	protected void rollback() {
		super.rollback();
		try {
			endUse();
		}
		catch (SQLException ex) {
			// The connection is lost
		}
	}

	@Override
	protected void flushCommits(boolean required) throws SQLException {
		// The server decides, and waits unless it is told not to
	}

	@Override
	protected long usedBytes() throws SQLException {
		return this.texts.usedBytes(connection());
	}

	@Override
	protected boolean releaseSpace() throws SQLException {
		// The server does so itself
		return false;
	}

	@Override
	public void close() throws SQLException {
		rollback();
	}

}
