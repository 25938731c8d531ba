package io.musubito.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.musubito.StepType;
import io.musubito.store.Claim;
import io.musubito.store.ClaimStore;
import io.musubito.store.ClaimWait;
import io.musubito.store.Claimed;
import io.musubito.store.NodeKey;
import io.musubito.store.StoreProcesses;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The claims in a database. It knows those that it holds itself, to release them with
 * what is recorded, and when it is closed.
 */
final class JdbcClaimStore implements ClaimStore {

	// It is known then and not only before: whoever records a result has the claim until
	// then
	private static final String INSERT = """
			INSERT INTO musubito_claim (namespace, replay_key, node_id, operation, type, run_id, owner, since)
			VALUES (:namespace, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (namespace, replay_key) DO NOTHING
			RETURNING EXISTS (SELECT 1 FROM musubito_node WHERE namespace = :namespace AND replay_key = ?)
				OR EXISTS (SELECT 1 FROM musubito_node WHERE namespace = :namespace AND node_id = ?)
			""";

	private static final String SELECT = """
			SELECT c.replay_key, c.node_id, c.operation, c.type, c.run_id, c.owner, c.since,
				(SELECT count(DISTINCT w.wait_id) FROM musubito_claim_wait w
				WHERE w.namespace = :namespace AND w.wanted = c.replay_key) AS waiting
			FROM musubito_claim c
			WHERE c.namespace = :namespace
			""";

	private static final String FIND = SELECT + """
			AND c.replay_key = :replayKey
			""";

	private static final String FIND_ALL = SELECT + """
			ORDER BY c.since, c.replay_key
			""";

	private static final String DELETE = """
			DELETE FROM musubito_claim WHERE namespace = :namespace AND replay_key = ? AND owner = ?
			""";

	private static final String DELETE_OF_ANY = """
			DELETE FROM musubito_claim WHERE namespace = :namespace AND replay_key = :key
			""";

	private static final String DELETE_OF_OWNER = """
			DELETE FROM musubito_claim WHERE namespace = :namespace AND owner = :owner
			""";

	private static final String DELETE_WAITS_OF_OWNER = """
			DELETE FROM musubito_claim_wait WHERE namespace = :namespace AND owner = :owner
			""";

	private static final String SELECT_OWNERS = """
			SELECT owner FROM musubito_claim WHERE namespace = :namespace
			UNION
			SELECT owner FROM musubito_claim_wait WHERE namespace = :namespace
			""";

	private static final Log logger = LogFactory.getLog(JdbcClaimStore.class);

	private final Readers readers;

	private final WriteQueue writes;

	private final StoreProcesses processes;

	private final ClaimWaits waits;

	private final Set<String> held = ConcurrentHashMap.newKeySet();

	private final Queue<String> unreleased = new ConcurrentLinkedQueue<>();

	JdbcClaimStore(Readers readers, WriteQueue writes, StoreProcesses processes) {
		this.readers = readers;
		this.writes = writes;
		this.processes = processes;
		this.waits = new ClaimWaits(processes);
	}

	@Override
	public Claimed claim(NodeKey key, @Nullable String runId, Instant since) {
		releaseUnreleased();
		// Before it is written: whatever is thrown afterwards, a release finds it
		boolean added = this.held.add(key.replayKey());
		Claimed claimed = this.writes.write((session) -> claim(session, key, runId, since));
		if (claimed.other() != null && added) {
			this.held.remove(key.replayKey());
		}
		return claimed;
	}

	private Claimed claim(Session session, NodeKey key, @Nullable String runId, Instant since) throws SQLException {
		Boolean known = insert(session, key, runId, since);
		if (known != null) {
			return new Claimed(null, known);
		}
		JdbcClient jdbc = session.jdbc();
		Claim other = find(jdbc, key.replayKey()).orElse(null);
		if (other != null && this.processes.isAlive(other.owner())) {
			return new Claimed(other, true);
		}
		if (other != null) {
			logger
				.info("Step '" + key.operation() + "' is taken over from process " + other.pid() + ", which has ended");
			remove(jdbc, other.owner());
		}
		// Also one that can't be read
		jdbc.sql(DELETE_OF_ANY).param("key", key.replayKey()).update();
		insert(session, key, runId, since);
		return new Claimed(null, true);
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

	@Override
	public Optional<Claim> find(String replayKey) {
		releaseUnreleased();
		return this.readers.read((session) -> find(session.jdbc(), replayKey)).filter(this::isAlive);
	}

	@Override
	public void release(String replayKey) {
		if (this.held.contains(replayKey)) {
			release(List.of(replayKey));
			this.held.remove(replayKey);
		}
	}

	/**
	 * Releases a claim in the transaction of what is recorded of the execution.
	 */
	void releaseWith(Session session, String replayKey) throws SQLException {
		if (this.held.contains(replayKey)) {
			delete(session, replayKey);
		}
	}

	/**
	 * Called when that transaction is committed.
	 */
	void released(String replayKey) {
		this.held.remove(replayKey);
	}

	/**
	 * Releases what could not be released before: it is claimed by a process that is
	 * alive, and others would wait for it.
	 */
	private void releaseUnreleased() {
		List<String> keys = new ArrayList<>();
		for (String key = this.unreleased.poll(); key != null; key = this.unreleased.poll()) {
			keys.add(key);
		}
		if (!keys.isEmpty()) {
			release(keys);
		}
	}

	private void release(List<String> replayKeys) {
		this.writes.writeBehind((session) -> {
			for (String replayKey : replayKeys) {
				delete(session, replayKey);
			}
			return true;
		}, 1, () -> this.unreleased.addAll(replayKeys));
	}

	private void delete(Session session, String replayKey) throws SQLException {
		var statement = session.prepare(DELETE);
		statement.setString(1, replayKey);
		statement.setString(2, this.processes.self());
		statement.executeUpdate();
	}

	@Override
	public List<String> await(ClaimWait wait) {
		return this.writes.write((session) -> this.waits.begin(session.jdbc(), wait));
	}

	@Override
	public void endWait(String waitId) {
		this.writes.writeBehind((session) -> ClaimWaits.end(session.jdbc(), waitId));
	}

	@Override
	public List<Claim> findAll() {
		return this.readers.read((session) -> session.jdbc().sql(FIND_ALL).query(this::claim).list())
			.stream()
			.flatMap(Optional::stream)
			.filter(this::isAlive)
			.toList();
	}

	/**
	 * Removes claims and waits of processes that have ended.
	 */
	void removeThoseOfEndedProcesses() {
		List<String> ended = this.readers
			.read((session) -> session.jdbc().sql(SELECT_OWNERS).query((row, number) -> row.getString(1)).list())
			.stream()
			.filter((owner) -> !this.processes.isAlive(owner))
			.toList();
		if (!ended.isEmpty()) {
			this.writes.write((session) -> {
				ended.forEach((owner) -> remove(session.jdbc(), owner));
				return true;
			});
		}
	}

	private static void remove(JdbcClient jdbc, String owner) {
		jdbc.sql(DELETE_OF_OWNER).param("owner", owner).update();
		jdbc.sql(DELETE_WAITS_OF_OWNER).param("owner", owner).update();
	}

	/**
	 * Releases all that this owner holds.
	 */
	void releaseAll(JdbcClient jdbc) {
		remove(jdbc, this.processes.self());
	}

	private boolean isAlive(Claim claim) {
		return this.processes.isAlive(claim.owner());
	}

	private Optional<Claim> find(JdbcClient jdbc, String replayKey) {
		return jdbc.sql(FIND).param("replayKey", replayKey).query(this::claim).optional().flatMap((claim) -> claim);
	}

	private Optional<Claim> claim(ResultSet row, int number) throws SQLException {
		String replayKey = row.getString("replay_key");
		return Optional.ofNullable(
				this.readers.damaged().read(() -> "the claim on '" + replayKey + "'", row, JdbcClaimStore::claim));
	}

	private static Claim claim(ResultSet row) throws SQLException {
		return new Claim(row.getString("replay_key"), row.getString("node_id"), row.getString("operation"),
				StepType.valueOf(row.getString("type")), row.getString("run_id"), row.getString("owner"),
				Columns.instant(row, "since"), row.getInt("waiting"));
	}

}
