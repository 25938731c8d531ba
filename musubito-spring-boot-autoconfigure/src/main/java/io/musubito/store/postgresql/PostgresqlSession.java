package io.musubito.store.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

import io.musubito.store.jdbc.Session;
import io.musubito.store.jdbc.SqlTexts;
import org.jspecify.annotations.Nullable;

/**
 * Reads with a connection of the pool for each use.
 */
class PostgresqlSession extends Session {

	// The content of the rows, and about what a row takes beside it: the size of a table
	// does not tell how much of it is free
	private static final String USED_BYTES = """
			SELECT (SELECT coalesce(sum(coalesce(octet_length(payload), 0) + 300), 0) FROM musubito_artifact
					WHERE namespace = :namespace)
				+ (SELECT coalesce(sum(coalesce(octet_length(inputs), 0) + octet_length(components)
						+ coalesce(octet_length(why), 0) + 1000), 0) FROM musubito_node_details
					WHERE namespace = :namespace)
				+ (SELECT count(*) * 300 FROM musubito_step_record WHERE namespace = :namespace)
				+ (SELECT count(*) * 80 FROM musubito_replay WHERE namespace = :namespace)
			""";

	private static final String NOW = "SELECT now()";

	private static final String SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

	private static final int VALIDATION_SECONDS = 5;

	private final Connections connections;

	private @Nullable Connection used;

	PostgresqlSession(Connections connections, SqlTexts texts) {
		super(texts);
		gatherStatements();
		this.connections = connections;
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
	protected boolean isConnectionLost() {
		Connection taken = this.used;
		try {
			return taken != null && !taken.isValid(VALIDATION_SECONDS);
		}
		catch (SQLException ex) {
			return true;
		}
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
	protected Instant now() throws SQLException {
		try (ResultSet row = prepare(NOW).executeQuery()) {
			row.next();
			return row.getObject(1, OffsetDateTime.class).toInstant();
		}
	}

	@Override
	protected long usedBytes() throws SQLException {
		try (ResultSet row = prepare(USED_BYTES).executeQuery()) {
			row.next();
			return row.getLong(1);
		}
	}

	@Override
	protected long usedBytesOfNamespace() throws SQLException {
		return usedBytes();
	}

	@Override
	protected boolean releaseSpace(int most) throws SQLException {
		// The server does so itself
		return false;
	}

	@Override
	public void close() throws SQLException {
		rollback();
	}

}
