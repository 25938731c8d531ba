package io.musubito.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

import io.musubito.StoreException;
import io.musubito.store.Claimed;
import io.musubito.store.NodeKey;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Claims by one statement, beside what is written: of many processes that want a
 * computation at the same time the database gives it to one, and again when the lease of
 * that one has ended.
 */
final class LeasedClaiming implements Claiming {

	// now() is when the statement began: where it waited for a lock, that errs to the
	// safe side
	private static final String CLAIM = """
			INSERT INTO musubito_claim (namespace, replay_key, node_id, operation, type, run_id, owner, since, fence)
			VALUES (:namespace, ?, ?, ?, ?, ?, ?, ?, 1)
			ON CONFLICT (namespace, replay_key) DO UPDATE
			SET node_id = excluded.node_id, operation = excluded.operation, type = excluded.type, run_id = excluded.run_id,
				owner = excluded.owner, since = excluded.since, fence = musubito_claim.fence + 1
			WHERE NOT EXISTS (
				SELECT 1 FROM musubito_process p
				WHERE p.namespace = :namespace AND p.owner = musubito_claim.owner AND p.lease_until >= now())
			RETURNING fence
			""";

	// Another statement, as the one before sees nothing of what it has waited for
	private static final String IS_KNOWN = """
			SELECT EXISTS (SELECT 1 FROM musubito_node WHERE namespace = :namespace AND replay_key = ?)
				OR EXISTS (SELECT 1 FROM musubito_node WHERE namespace = :namespace AND node_id = ?)
			""";

	// In one round trip
	private static final String CLAIM_AND_ASK = CLAIM + ";" + IS_KNOWN;

	private static final String RELEASE = """
			DELETE FROM musubito_claim WHERE namespace = :namespace AND replay_key = ? AND owner = ? AND fence = ?
			""";

	// A claim that is released between two statements is seldom so again
	private static final int ATTEMPTS = 20;

	private static final Log logger = LogFactory.getLog(LeasedClaiming.class);

	private final Readers sessions;

	private final ClaimRows rows;

	private final String self;

	private volatile boolean closed;

	LeasedClaiming(Readers sessions, ClaimRows rows, String self) {
		this.sessions = sessions;
		this.rows = rows;
		this.self = self;
	}

	@Override
	public FencedClaim claim(NodeKey key, @Nullable String runId, Instant since) {
		for (int i = 0; i < ATTEMPTS; i++) {
			Optional<FencedClaim> claim = this.sessions.read((session) -> claim(session, key, runId, since));
			if (claim.isPresent()) {
				return claim.get();
			}
		}
		throw new StoreException("The claim on step '" + key.operation() + "' can't be read", null);
	}

	@Override
	public void close() {
		this.closed = true;
	}

	/**
	 * Returns empty when it was released in this moment.
	 */
	private Optional<FencedClaim> claim(Session session, NodeKey key, @Nullable String runId, Instant since)
			throws SQLException {
		PreparedStatement statement = session.prepare(CLAIM_AND_ASK);
		statement.setString(1, key.replayKey());
		statement.setString(2, key.nodeId());
		statement.setString(3, key.operation());
		statement.setString(4, key.type().name());
		statement.setString(5, runId);
		statement.setString(6, this.self);
		statement.setLong(7, Columns.nanos(since));
		statement.setString(8, key.replayKey());
		statement.setString(9, key.nodeId());
		statement.execute();
		Long fence = null;
		try (ResultSet row = statement.getResultSet()) {
			if (row.next()) {
				fence = row.getLong(1);
			}
		}
		if (fence == null) {
			return this.rows.find(session.jdbc(), key.replayKey())
				.map((other) -> new FencedClaim(new Claimed(other, true), 0));
		}
		if (this.closed) {
			PreparedStatement release = session.prepare(RELEASE);
			release.setString(1, key.replayKey());
			release.setString(2, this.self);
			release.setLong(3, fence);
			release.executeUpdate();
			throw this.sessions.closed();
		}
		if (fence > 1) {
			logger.info("Step '" + key.operation() + "' is taken over from a process that has ended or stands still");
		}
		statement.getMoreResults();
		try (ResultSet row = statement.getResultSet()) {
			row.next();
			return Optional.of(new FencedClaim(new Claimed(null, row.getBoolean(1)), fence));
		}
	}

}
