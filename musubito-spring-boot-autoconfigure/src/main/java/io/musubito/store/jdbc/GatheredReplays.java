package io.musubito.store.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.musubito.store.StepRecord;

/**
 * The replays outside of runs that are still to be written. After each commit, those who
 * read have to look for all pages again, so that many replays are written with one: after
 * a second, when there are a great many, when somebody asks, and when the store is
 * closed. They are the only ones that a process loses that is killed: entries of the
 * journal, of results that stay where they are.
 */
final class GatheredReplays implements AutoCloseable {

	static final int LIMIT = 5_000;

	private static final long PATIENCE_MILLIS = 1_000;

	private final WriteQueue writes;

	private final Executor later = CompletableFuture.delayedExecutor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);

	// Held until what was taken is submitted: who closes the store must find it in one
	// of both places. Who adds waits with it when the writer can't keep up
	private final Object lock = new Object();

	private List<StepRecord> gathered = new ArrayList<>();

	private boolean closed;

	GatheredReplays(WriteQueue writes) {
		this.writes = writes;
	}

	void add(StepRecord entry) {
		synchronized (this.lock) {
			this.gathered.add(entry);
			if (this.gathered.size() >= LIMIT || this.closed) {
				write();
			}
			else if (this.gathered.size() == 1) {
				this.later.execute(this::flush);
			}
		}
	}

	/**
	 * Hands all that is there to the writer. It is committed with what is submitted next.
	 */
	void flush() {
		synchronized (this.lock) {
			write();
		}
	}

	private void write() {
		if (this.gathered.isEmpty()) {
			return;
		}
		List<StepRecord> entries = this.gathered;
		this.gathered = new ArrayList<>();
		this.writes.writeBehind((session) -> {
			ReplayRows.insertAll(session, entries);
			return true;
		}, entries.size(), () -> {
		});
	}

	int size() {
		synchronized (this.lock) {
			return this.gathered.size();
		}
	}

	/**
	 * Flushes, and gathers nothing any more: what is added is handed to the writer at
	 * once.
	 */
	@Override
	public void close() {
		synchronized (this.lock) {
			this.closed = true;
			write();
		}
	}

}
