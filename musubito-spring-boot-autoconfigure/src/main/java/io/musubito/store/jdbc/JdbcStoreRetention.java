package io.musubito.store.jdbc;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.musubito.StoreException;
import io.musubito.store.Removal;
import io.musubito.store.RetentionRules;
import io.musubito.store.StoreRetention;

/**
 * Retention in a database: what is to go is found by reading, and removed in transactions
 * so short that steps come in between.
 */
final class JdbcStoreRetention implements StoreRetention {

	static final int BATCH = 50;

	/** Each time, what is left is looked at again. */
	private static final int ROUNDS = 20;

	private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

	private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	private final Database database;

	private final Readers readers;

	private final WriteQueue writes;

	private final GatheredReplays replays;

	private final JdbcRunStore runs;

	JdbcStoreRetention(Database database, Readers readers, WriteQueue writes, GatheredReplays replays,
			JdbcRunStore runs) {
		this.database = database;
		this.readers = readers;
		this.writes = writes;
		this.replays = replays;
		this.runs = runs;
	}

	@Override
	public Removal foresee(RetentionRules rules, Instant now) {
		return (rules.isEmpty() || !this.readers.isThere()) ? Removal.NONE : plan(rules, now, 1).removal();
	}

	private RetentionPlan plan(RetentionRules rules, Instant now, int times) {
		this.runs.abandonRunsOfEndedProcesses();
		this.replays.flush();
		this.writes.awaitSubmitted();
		return this.readers.readSnapshot((session) -> new RetentionPlanner(session, rules, now).plan(times));
	}

	@Override
	public Removal apply(RetentionRules rules, Instant now) {
		RemovalSum sum = new RemovalSum();
		if (rules.isEmpty() || !this.readers.isThere()) {
			return sum.total();
		}
		boolean more = true;
		NewestRows newest = null;
		for (int round = 0; more && goesOn() && round < ROUNDS; round++) {
			Removal before = sum.total();
			// What is removed leaves holes in pages that are in use
			RetentionPlan plan = plan(rules, now, 1 << round);
			newest = (newest != null) ? newest : plan.newest();
			NodeRemover nodes = new NodeRemover(KeptNodes.of(rules, now), newest);
			apply(plan, nodes, rules, now, sum);
			more = isTooLarge(rules) && !before.equals(sum.total());
		}
		removeUnusedParts(now);
		if (!sum.total().equals(Removal.NONE)) {
			shrink();
		}
		return sum.total();
	}

	private void apply(RetentionPlan plan, NodeRemover nodes, RetentionRules rules, Instant now, RemovalSum sum) {
		JournalRemover journal = new JournalRemover(this.readers, this.writes, sum);
		journal.removeRuns(plan.runs());
		Instant limit = (rules.maxAge() != null) ? KeptNodes.before(now, rules.maxAge()) : Instant.EPOCH;
		journal.removeOutsideOfRuns(Columns.nanos(limit));
		for (int from = 0; from < plan.byAge() && goesOn(); from += BATCH) {
			remove(nodes, plan.nodes().subList(from, Math.min(from + BATCH, plan.byAge())), Columns.day(limit), sum);
		}
		removeArtifacts(plan, sum);
		int size = plan.nodes().size();
		for (int from = plan.byAge(); from < size && goesOn() && isTooLarge(rules); from += BATCH) {
			remove(nodes, plan.nodes().subList(from, Math.min(from + BATCH, size)), Long.MAX_VALUE, sum);
		}
		this.writes.write((session) -> nodes.removeEffects(session.jdbc(), plan.effects()));
		removeArtifacts(plan, sum);
	}

	private void removeUnusedParts(Instant now) {
		UnusedParts parts = this.readers.readSnapshot((session) -> UnusedParts.find(session.jdbc(), now));
		if (!parts.isEmpty()) {
			this.writes.write((session) -> {
				parts.delete(session.jdbc(), now);
				return true;
			});
		}
	}

	private void removeArtifacts(RetentionPlan plan, RemovalSum sum) {
		List<Long> artifacts = List.copyOf(plan.artifacts().keySet());
		for (int from = 0; from < artifacts.size(); from += BATCH) {
			List<Long> batch = artifacts.subList(from, Math.min(from + BATCH, artifacts.size()));
			sum.accept(this.writes.write((session) -> batch.stream()
				.map((artifact) -> NodeRemover.removeArtifact(session.jdbc(), artifact))
				.reduce(Removal.NONE, Removal::plus)));
		}
	}

	private void remove(NodeRemover nodes, List<PlannedNode> batch, long before, RemovalSum sum) {
		// What was replayed meanwhile is written first
		this.replays.flush();
		sum.accept(this.writes.write((session) -> nodes.remove(session.jdbc(), batch, before)));
	}

	/**
	 * Whoever stops the thread need not wait until all is removed.
	 */
	private static boolean goesOn() {
		return !Thread.currentThread().isInterrupted();
	}

	private boolean isTooLarge(RetentionRules rules) {
		Long bytes = rules.maxBytes();
		return bytes != null && this.readers.read(Session::usedBytesOfNamespace) > bytes;
	}

	/**
	 * Who reads from the log keeps it from being emptied. The next time it is tried
	 * again.
	 */
	private void shrink() {
		boolean more = true;
		while (more) {
			more = this.writes.write(Session::releaseSpace);
		}
		this.database.emptyLog();
	}

	@Override
	public int erase(String nodeId, Instant now) {
		this.replays.flush();
		this.writes.awaitSubmitted();
		Optional<Integer> nodes = this.writes
			.write((session) -> Optional.ofNullable(Erasure.erase(session, nodeId, now)));
		if (nodes.isEmpty()) {
			throw new IllegalArgumentException("There is no node '" + nodeId + "' to erase");
		}
		this.database.rewrite();
		awaitEmptyLog();
		return nodes.get();
	}

	private void awaitEmptyLog() {
		long end = System.nanoTime() + PATIENCE_NANOS;
		while (!this.database.emptyLog()) {
			if (System.nanoTime() - end > 0) {
				throw new StoreException("The content was erased from the Musubito store '" + this.database.location()
						+ "', but somebody who reads keeps its log from being emptied, in which it may still be found. "
						+ "Erase the node again later.", null);
			}
			LockSupport.parkNanos(PAUSE_NANOS);
		}
	}

}
