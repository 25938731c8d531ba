package io.musubito.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

import io.musubito.store.Claim;
import io.musubito.store.Claimed;
import io.musubito.store.NodeKey;
import io.musubito.store.StoreProcesses;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Claims in a transaction of the one writer, where the end of a process is known at once.
 */
final class QueuedClaiming implements Claiming {

	// Whether there is a node is known then and not only before: whoever records a result
	// has the claim until then
	private static final String INSERT = """
			INSERT INTO musubito_claim (namespace, replay_key, node_id, operation, type, run_id, owner, since, fence)
			VALUES (:namespace, ?, ?, ?, ?, ?, ?, ?, 1)
			ON CONFLICT (namespace, replay_key) DO NOTHING
			RETURNING EXISTS (SELECT 1 FROM musubito_node WHERE namespace = :namespace AND replay_key = ?)
				OR EXISTS (SELECT 1 FROM musubito_node WHERE namespace = :namespace AND node_id = ?)
			""";

	private static final String DELETE = """
			DELETE FROM musubito_claim WHERE namespace = :namespace AND replay_key = :key
			""";

	private static final Log logger = LogFactory.getLog(QueuedClaiming.class);

	private final WriteQueue writes;

	private final ClaimRows rows;

	private final StoreProcesses processes;

	QueuedClaiming(WriteQueue writes, ClaimRows rows, StoreProcesses processes) {
		this.writes = writes;
		this.rows = rows;
		this.processes = processes;
	}

	@Override
	public FencedClaim claim(NodeKey key, @Nullable String runId, Instant since) {
		return new FencedClaim(this.writes.write((session) -> claim(session, key, runId, since)), 1);
	}

	private Claimed claim(Session session, NodeKey key, @Nullable String runId, Instant since) throws SQLException {
		Boolean known = insert(session, key, runId, since);
		if (known != null) {
			return new Claimed(null, known);
		}
		JdbcClient jdbc = session.jdbc();
		Claim other = this.rows.find(jdbc, key.replayKey()).orElse(null);
		if (other != null && this.processes.isAlive(other.owner())) {
			return new Claimed(other, true);
		}
		if (other != null) {
			logger
				.info("Step '" + key.operation() + "' is taken over from process " + other.pid() + ", which has ended");
			ClaimRows.remove(jdbc, other.owner());
		}
		// Also one that can't be read
		jdbc.sql(DELETE).param("key", key.replayKey()).update();
		insert(session, key, runId, since);
		return new Claimed(null, true);
	}

	@Override
	public void close() {
		// The queue accepts nothing any more
	}

	/**
	 * Returns whether there is a node of the computation, {@code null} when somebody has
	 * claimed it.
	 */
	private @Nullable Boolean insert(Session session, NodeKey key, @Nullable String runId, Instant since)
			throws SQLException {
		PreparedStatement statement = session.prepare(INSERT);
		statement.setString(1, key.replayKey());
		statement.setString(2, key.nodeId());
		statement.setString(3, key.operation());
		statement.setString(4, key.type().name());
		statement.setString(5, runId);
		statement.setString(6, this.processes.self());
		statement.setLong(7, Columns.nanos(since));
		statement.setString(8, key.replayKey());
		statement.setString(9, key.nodeId());
		try (ResultSet row = statement.executeQuery()) {
			return (row.next()) ? row.getBoolean(1) : null;
		}
	}

}
