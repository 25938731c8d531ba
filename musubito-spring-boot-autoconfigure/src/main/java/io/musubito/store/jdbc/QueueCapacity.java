package io.musubito.store.jdbc;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * How many entries a {@link WriteQueue} takes before those who write have to wait. Safe
 * for use by any number of threads.
 */
final class QueueCapacity {

	private static final long POLL_MILLIS = 100;

	private final Semaphore free;

	QueueCapacity(int entries) {
		this.free = new Semaphore(entries);
	}

	/**
	 * Waits as long as the writer makes progress.
	 * @param entries how many are added
	 * @param unavailable whether it makes none at present
	 * @return {@code false} when there is no room
	 */
	boolean acquire(int entries, BooleanSupplier unavailable) {
		boolean acquired = this.free.tryAcquire(entries);
		boolean interrupted = false;
		while (!acquired && !unavailable.getAsBoolean()) {
			try {
				acquired = this.free.tryAcquire(entries, POLL_MILLIS, TimeUnit.MILLISECONDS);
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		return acquired;
	}

	/**
	 * Called when entries are taken out of the queue.
	 */
	void release(int entries) {
		this.free.release(entries);
	}

}
