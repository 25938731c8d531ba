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

	/** Each time, what is left is looked at again. */
	private static final int ROUNDS = 20;

	private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

	private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	private static final int ATTEMPTS = 100;

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
		return (rules.isEmpty() || !this.readers.isThere()) ? Removal.NONE : foreseen(rules, now);
	}

	private Removal foreseen(RetentionRules rules, Instant now) {
		awaitRecorded();
		return this.readers
			.readSnapshot((session) -> new RetentionPlanner(session, rules, now).plan(1).removal(session.jdbc()));
	}

	private RetentionPlan plan(RetentionRules rules, Instant now, int times) {
		awaitRecorded();
		return this.readers.readSnapshot((session) -> new RetentionPlanner(session, rules, now).plan(times));
	}

	private Portions portions() {
		return new Portions(this.readers, this.writes);
	}

	private void awaitRecorded() {
		this.runs.abandonRunsOfEndedProcesses();
		this.replays.flush();
		this.writes.awaitSubmitted();
	}

	@Override
	public Removal apply(RetentionRules rules, Instant now) {
		RemovalSum sum = new RemovalSum();
		if (rules.isEmpty() || !this.readers.isThere()) {
			return sum.total();
		}
		boolean more = true;
		UsedNodes used = null;
		for (int round = 0; more && goesOn() && round < ROUNDS; round++) {
			Removal before = sum.total();
			// What is removed leaves holes in pages that are in use
			RetentionPlan plan = plan(rules, now, 1 << round);
			used = (used != null) ? used : new UsedNodes(this.readers, plan.newest());
			apply(plan, new NodeRemover(KeptNodes.of(rules, now), used), used, rules, now, sum);
			more = isTooLarge(rules) && !before.equals(sum.total());
		}
		removeUnusedParts(now, sum);
		if (!sum.total().equals(Removal.NONE)) {
			shrink();
		}
		return sum.total();
	}

	private void apply(RetentionPlan plan, NodeRemover nodes, UsedNodes used, RetentionRules rules, Instant now,
			RemovalSum sum) {
		JournalRemover journal = new JournalRemover(this.readers, portions(), sum);
		journal.removeRuns(plan.runs());
		Instant limit = (rules.maxAge() != null) ? KeptNodes.before(now, rules.maxAge()) : Instant.EPOCH;
		journal.removeOutsideOfRuns(Columns.nanos(limit));
		Portions portions = portions();
		portions.forEach(plan.byAge(), new NodePortion(this.replays, used, nodes, plan.nodes(), Columns.day(limit)),
				sum);
		removeArtifacts(plan, sum);
		Long bytes = rules.maxBytes();
		Excess excess = new Excess(this.readers, (bytes != null) ? Excess.goal(bytes) : null);
		portions.forEach(plan.byAge(), plan.nodes().count(), excess::isThere,
				new NodePortion(this.replays, used, nodes, plan.nodes(), Long.MAX_VALUE), sum.andThen(excess));
		List<Long> effects = plan.effects();
		portions().forEach(effects.size(),
				(session, from, to) -> nodes.removeEffects(session.jdbc(), effects.subList(from, to)), sum);
		removeArtifacts(plan, sum);
	}

	private void removeUnusedParts(Instant now, RemovalSum sum) {
		UnusedParts parts = this.readers.readSnapshot((session) -> UnusedParts.find(session.jdbc(), now));
		List<String> codes = List.copyOf(parts.codes());
		portions().forEach(codes.size(),
				(session, from, to) -> UnusedParts.deleteCodes(session.jdbc(), codes.subList(from, to), now), sum);
		List<String> texts = List.copyOf(parts.texts());
		portions().forEach(texts.size(),
				(session, from, to) -> UnusedParts.deleteTexts(session.jdbc(), texts.subList(from, to), now), sum);
	}

	private void removeArtifacts(RetentionPlan plan, RemovalSum sum) {
		PlannedArtifacts artifacts = plan.artifacts();
		portions().forEach(artifacts.count(),
				(session, from, to) -> NodeRemover.removeArtifacts(session.jdbc(), artifacts.part(from, to)), sum);
	}

	/**
	 * Whoever stops the thread need not wait until all is removed.
	 */
	private static boolean goesOn() {
		return !Thread.currentThread().isInterrupted();
	}

	private boolean isTooLarge(RetentionRules rules) {
		return new Excess(this.readers, rules.maxBytes()).isThere();
	}

	/**
	 * Who reads from the log keeps it from being emptied, and who reads briefly does not
	 * do so for long. The next time it is tried again.
	 */
	private void shrink() {
		Portions portions = portions();
		boolean more = true;
		while (more && goesOn()) {
			int pages = portions.size();
			more = portions.write((session) -> session.releaseSpace(pages));
		}
		for (int attempt = 0; !this.database.emptyLog() && attempt < ATTEMPTS && goesOn(); attempt++) {
			LockSupport.parkNanos(PAUSE_NANOS);
		}
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
