package io.musubito.store.jdbc;

import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.musubito.store.ClaimWait;
import io.musubito.store.StoreProcesses;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who waits for whom across processes, within the transaction of the caller. All waits
 * are written one after the other, so that the one which would close a cycle sees the
 * others.
 */
final class ClaimWaits {

	private static final String INSERT = """
			INSERT INTO musubito_claim_wait (namespace, wait_id, owner, wanted, blocked)
			VALUES (:namespace, :waitId, :owner, :wanted, :blocked)
			""";

	private static final String DELETE = """
			DELETE FROM musubito_claim_wait WHERE namespace = :namespace AND wait_id = :waitId
			""";

	private static final String FIND_WANTED = """
			SELECT owner, wanted FROM musubito_claim_wait WHERE namespace = :namespace AND blocked = :blocked
			""";

	private static final String FIND_CLAIM = """
			SELECT owner, operation FROM musubito_claim WHERE namespace = :namespace AND replay_key = :replayKey
			""";

	private final StoreProcesses processes;

	ClaimWaits(StoreProcesses processes) {
		this.processes = processes;
	}

	/**
	 * Returns the operations of the cycle that the wait would close, else none.
	 */
	List<String> begin(JdbcClient jdbc, ClaimWait wait) {
		Set<String> own = new HashSet<>();
		for (String blocked : wait.blocked()) {
			Claimed claimed = find(jdbc, blocked);
			if (claimed != null && claimed.owner().equals(this.processes.self())) {
				own.add(blocked);
			}
		}
		end(jdbc, wait.waitId());
		List<String> cycle = new ArrayList<>();
		if (reaches(jdbc, wait.replayKey(), own, new HashSet<>(), cycle)) {
			return cycle;
		}
		if (own.isEmpty()) {
			insert(jdbc, wait, null);
		}
		own.forEach((blocked) -> insert(jdbc, wait, blocked));
		return List.of();
	}

	static int end(JdbcClient jdbc, String waitId) {
		return jdbc.sql(DELETE).param("waitId", waitId).update();
	}

	/**
	 * Whether a computation can't end before one of the goals.
	 */
	private boolean reaches(JdbcClient jdbc, String replayKey, Set<String> goals, Set<String> seen, List<String> path) {
		Claimed claimed = find(jdbc, replayKey);
		if (claimed == null || !seen.add(replayKey)) {
			return false;
		}
		path.add(claimed.operation());
		if (goals.contains(replayKey)) {
			return true;
		}
		for (Wanted wanted : wanted(jdbc, replayKey)) {
			if (this.processes.isAlive(wanted.owner()) && reaches(jdbc, wanted.replayKey(), goals, seen, path)) {
				return true;
			}
		}
		path.remove(path.size() - 1);
		return false;
	}

	private static List<Wanted> wanted(JdbcClient jdbc, String replayKey) {
		return jdbc.sql(FIND_WANTED)
			.param("blocked", replayKey)
			.query((row, number) -> new Wanted(row.getString("owner"), row.getString("wanted")))
			.list();
	}

	private static @Nullable Claimed find(JdbcClient jdbc, String replayKey) {
		return jdbc.sql(FIND_CLAIM)
			.param("replayKey", replayKey)
			.query((row, number) -> new Claimed(row.getString("owner"), row.getString("operation")))
			.optional()
			.orElse(null);
	}

	private void insert(JdbcClient jdbc, ClaimWait wait, @Nullable String blocked) {
		jdbc.sql(INSERT)
			.param("waitId", wait.waitId())
			.param("owner", this.processes.self())
			.param("wanted", wait.replayKey())
			.param("blocked", blocked, Types.VARCHAR)
			.update();
	}

	/**
	 * What a process waits for.
	 */
	private record Wanted(String owner, String replayKey) {

	}

	/**
	 * What a process executes.
	 */
	private record Claimed(String owner, String operation) {

	}

}
