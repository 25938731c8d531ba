package io.musubito.store.jdbc;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * How much may wait to be written, which bounds the memory that it takes. Safe for use by
 * any number of threads.
 */
final class WriteCapacity {

	static final int ENTRIES = 10_000;

	private static final int BYTES_OF_ENTRY = 16 * 1024;

	private static final long POLL_MILLIS = 100;

	private final Semaphore permits = new Semaphore(ENTRIES);

	/**
	 * As how many entries something large counts.
	 */
	static int entries(int bytes) {
		return Math.min(1 + bytes / BYTES_OF_ENTRY, ENTRIES);
	}

	/**
	 * Waits until there is room, as long as that may come. An interrupted caller waits
	 * too.
	 * @return whether there is
	 */
	boolean acquire(int entries, BooleanSupplier mayCome) {
		boolean acquired = this.permits.tryAcquire(entries);
		boolean interrupted = false;
		while (!acquired && mayCome.getAsBoolean()) {
			try {
				acquired = this.permits.tryAcquire(entries, POLL_MILLIS, TimeUnit.MILLISECONDS);
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

	void release(int entries) {
		this.permits.release(entries);
	}

}
