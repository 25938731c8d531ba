package io.musubito.store.jdbc;

import java.util.TreeMap;

import io.musubito.ModelUsage;
import io.musubito.Usage;
import io.musubito.store.StepRecord;

/**
 * What entries of the journal add up to.
 */
final class JournalSum {

	static final String SPENT = "SPENT";

	static final String SAVED = "SAVED";

	private long replayed;

	private long executed;

	private long failed;

	private long manual;

	private long duration;

	private long saved;

	private final TreeMap<String, Usage> usage = new TreeMap<>();

	void add(StepRecord entry) {
		long took = Columns.nanos(entry.duration());
		switch (entry.outcome()) {
			case REPLAYED, JOINED, SERVED_STALE -> this.replayed++;
			case EXECUTED -> {
				this.executed++;
				this.duration += took;
			}
			case FAILED -> {
				this.failed++;
				this.duration += took;
			}
			case BLOCKED -> this.failed++;
			case MANUAL -> this.manual++;
		}
		this.saved += Columns.nanos(entry.saved());
		add(SPENT, entry.spent());
		add(SAVED, entry.savings());
	}

	void add(String kind, Usage used) {
		if (!used.isEmpty()) {
			this.usage.merge(kind, used, Usage::plus);
		}
	}

	void add(JournalSum other) {
		this.replayed += other.replayed;
		this.executed += other.executed;
		this.failed += other.failed;
		this.manual += other.manual;
		this.duration += other.duration;
		this.saved += other.saved;
		other.usage.forEach(this::add);
	}

	/**
	 * Whether there is an entry among it, and not only what was reported of one later.
	 */
	boolean hasEntries() {
		return this.replayed + this.executed + this.failed + this.manual > 0;
	}

	long replayed() {
		return this.replayed;
	}

	long executed() {
		return this.executed;
	}

	long failed() {
		return this.failed;
	}

	long manual() {
		return this.manual;
	}

	long duration() {
		return this.duration;
	}

	long saved() {
		return this.saved;
	}

	<E extends Exception> void forEachUsage(UsageConsumer<E> consumer) throws E {
		for (String kind : this.usage.keySet()) {
			for (ModelUsage model : this.usage.getOrDefault(kind, Usage.NONE).models()) {
				consumer.accept(kind, model);
			}
		}
	}

	/**
	 * Takes what one model used.
	 *
	 * @param <E> what it throws
	 */
	interface UsageConsumer<E extends Exception> {

		void accept(String kind, ModelUsage model) throws E;

	}

}
