package io.musubito.store.jdbc;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Counts the writes that no caller waits for: those that are pending, and those that have
 * failed. Safe for use by any number of threads.
 */
final class UnawaitedWrites {

	private static final Log logger = LogFactory.getLog(WriteQueue.class);

	private final String location;

	private final AtomicInteger pending = new AtomicInteger();

	private final AtomicLong failed = new AtomicLong();

	UnawaitedWrites(String location) {
		this.location = location;
	}

	void add(int entries) {
		this.pending.addAndGet(entries);
	}

	/**
	 * Called when one is committed, or is not written any more.
	 */
	void end(@Nullable Throwable failure, int entries, Runnable whenFailed) {
		this.pending.addAndGet(-entries);
		if (failure != null) {
			whenFailed.run();
		}
		if (failure != null && this.failed.getAndAdd(entries) == 0) {
			logger.warn(
					"The Musubito store '" + this.location + "' could not record a replay or the end of a run, "
							+ "which the journal lacks. This is logged once; the meter musubito.degraded counts on.",
					failure);
		}
	}

	int pending() {
		return this.pending.get();
	}

	long failed() {
		return this.failed.get();
	}

}
