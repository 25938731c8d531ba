package io.musubito.store.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.musubito.StoreException;
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

	private static final String DELETE = """
			DELETE FROM musubito_claim
			WHERE namespace = :namespace AND replay_key = ? AND owner = ? AND (fence = ? OR ? = 0)
			""";

	// A process that starts removes claims of those that have ended without taking them
	// over
	private static final String IS_TAKEN_OVER = """
			SELECT EXISTS (SELECT 1 FROM musubito_claim WHERE namespace = :namespace AND replay_key = :replayKey)
				OR EXISTS (SELECT 1 FROM musubito_node WHERE namespace = :namespace AND replay_key = :replayKey)
			""";

	private static final String SELECT_OWNERS = """
			SELECT owner FROM musubito_claim WHERE namespace = :namespace
			UNION
			SELECT owner FROM musubito_claim_wait WHERE namespace = :namespace
			""";

	private static final Log logger = LogFactory.getLog(JdbcClaimStore.class);

	private static final long ANY_FENCE = 0;

	private final Readers readers;

	private final WriteQueue writes;

	private final StoreProcesses processes;

	private final ClaimWaits waits;

	private final Map<String, Long> held = new ConcurrentHashMap<>();

	private final Queue<HeldClaim> unreleased = new ConcurrentLinkedQueue<>();

	private final Set<HeldClaim> lost = ConcurrentHashMap.newKeySet();

	private final ClaimRows rows;

	private final Claiming claiming;

	/**
	 * Creates the store.
	 * @param leased whether a process counts as alive until a lease ends
	 */
	JdbcClaimStore(Readers readers, WriteQueue writes, StoreProcesses processes, boolean leased) {
		this.readers = readers;
		this.writes = writes;
		this.processes = processes;
		this.waits = new ClaimWaits(processes);
		this.rows = new ClaimRows(readers.damaged());
		this.claiming = (leased) ? new LeasedClaiming(readers, this.rows, processes.self())
				: new QueuedClaiming(writes, this.rows, processes);
	}

	@Override
	public Claimed claim(NodeKey key, @Nullable String runId, Instant since) {
		releaseUnreleased();
		// Before it is written: whatever is thrown afterwards, a release finds it
		boolean added = this.held.putIfAbsent(key.replayKey(), ANY_FENCE) == null;
		FencedClaim claim = this.claiming.claim(key, runId, since);
		if (claim.claimed().other() == null) {
			this.held.put(key.replayKey(), claim.fence());
		}
		else if (added) {
			this.held.remove(key.replayKey());
		}
		return claim.claimed();
	}

	@Override
	public Optional<Claim> find(String replayKey) {
		releaseUnreleased();
		return this.readers.read((session) -> this.rows.find(session.jdbc(), replayKey)).filter(this::isAlive);
	}

	@Override
	public void release(String replayKey) {
		Long fence = this.held.get(replayKey);
		if (fence != null) {
			release(List.of(new HeldClaim(replayKey, fence)));
			this.held.remove(replayKey, fence);
		}
	}

	/**
	 * The fence of the claim under which a result is to be recorded, {@code null} without
	 * one. Asked for before that is written: it may be kept until long after the release.
	 */
	@Nullable Long fence(NodeKey key) {
		return this.held.get(key.replayKey());
	}

	/**
	 * Releases a claim in the transaction of what is recorded of the execution, before
	 * that is written.
	 */
	ReleasedClaim releaseWith(Session session, NodeKey key, @Nullable Long fence) {
		if (fence == null) {
			return ReleasedClaim.NONE;
		}
		HeldClaim claim = new HeldClaim(key.replayKey(), fence);
		GatheredStatement<Integer> deleted = delete(session, claim);
		// Where it is not known whether it was claimed, there is nothing to be taken over
		return (fence == ANY_FENCE) ? ReleasedClaim.NONE : () -> {
			if (deleted.answer() == 0 && isTakenOver(session, key)) {
				throw takenOver(key, claim);
			}
		};
	}

	private StoreException takenOver(NodeKey key, HeldClaim claim) {
		String message = "The result of step '" + key.operation() + "' is not recorded: this process stood still or "
				+ "could not reach the store for so long that another one counted it as ended and has taken the "
				+ "computation over. The caller has the result; the store has that of the other one.";
		if (this.lost.add(claim)) {
			logger.warn(message);
		}
		return new StoreException(message, null);
	}

	private static boolean isTakenOver(Session session, NodeKey key) {
		return session.jdbc().sql(IS_TAKEN_OVER).param("replayKey", key.replayKey()).query(Boolean.class).single();
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
		List<HeldClaim> claims = new ArrayList<>();
		for (HeldClaim claim = this.unreleased.poll(); claim != null; claim = this.unreleased.poll()) {
			claims.add(claim);
		}
		if (!claims.isEmpty()) {
			release(claims);
		}
	}

	private void release(List<HeldClaim> claims) {
		this.writes.writeBehind((session) -> {
			for (HeldClaim claim : claims) {
				delete(session, claim);
			}
			return true;
		}, 1, () -> this.unreleased.addAll(claims));
	}

	private GatheredStatement<Integer> delete(Session session, HeldClaim claim) {
		return session.gathered().count(DELETE, claim.replayKey(), this.processes.self(), claim.fence(), claim.fence());
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
		return this.readers.read((session) -> this.rows.findAll(session.jdbc()))
			.stream()
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
				ended.forEach((owner) -> ClaimRows.remove(session.jdbc(), owner));
				return true;
			});
		}
	}

	/**
	 * Claims nothing any more. Called before all is released.
	 */
	void close() {
		this.claiming.close();
	}

	/**
	 * Releases all that this owner holds.
	 */
	void releaseAll(JdbcClient jdbc) {
		ClaimRows.remove(jdbc, this.processes.self());
	}

	private boolean isAlive(Claim claim) {
		return this.processes.isAlive(claim.owner());
	}

	/**
	 * A claim that is held.
	 *
	 * @param replayKey the computation
	 * @param fence how often it had been taken over; {@link #ANY_FENCE} when it is not
	 * known whether it is held
	 */
	private record HeldClaim(String replayKey, long fence) {

	}

}
