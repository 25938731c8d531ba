package io.musubito.store.jdbc;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.musubito.store.Removal;
import io.musubito.store.jdbc.WriteQueue.Writing;

/**
 * Writes in portions that take the writer a moment each, so that those who record hardly
 * wait: how much a portion may be is told by how long the last one took. After each, the
 * writer is left to others for some time; after a few, what they have added to the log is
 * written where it belongs, which whoever commits next would have to wait for otherwise.
 */
final class Portions {

	private static final int LEAST = 16;

	private static final int MOST = 256;

	private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	/** How many times as long as a portion takes the pause after it does. */
	private static final int PAUSES = 4;

	/** After how many portions the log is shortened, which takes as long as several. */
	private static final int LOGGED = 3;

	private final Readers readers;

	private final WriteQueue writes;

	private int size = LEAST;

	private int written;

	Portions(Readers readers, WriteQueue writes) {
		this.readers = readers;
		this.writes = writes;
	}

	/**
	 * How much the next one should be.
	 */
	int size() {
		return this.size;
	}

	/**
	 * Writes one, and waits for some time.
	 */
	<T> T write(Writing<T> work) {
		long[] took = new long[1];
		T result = this.writes.write((session) -> {
			long start = System.nanoTime();
			T written = work.write(session);
			took[0] = System.nanoTime() - start;
			return written;
		});
		if (took[0] > MOMENT_NANOS) {
			this.size = Math.max(LEAST, this.size / 2);
		}
		else if (took[0] < MOMENT_NANOS / 2) {
			this.size = Math.min(MOST, 2 * this.size);
		}
		if (++this.written % LOGGED == 0) {
			this.readers.read((session) -> {
				session.shortenLog();
				return true;
			});
		}
		LockSupport.parkNanos(PAUSES * took[0]);
		return result;
	}

	/**
	 * Removes many, in their order, until the thread is interrupted: whoever stops it
	 * need not wait until all is done.
	 * @param from the number of the first one
	 * @param to the number after the last one
	 * @param more asked before each portion
	 * @param portion removes some
	 * @param removed told of what was removed
	 */
	void forEach(int from, int to, BooleanSupplier more, Portion portion, Consumer<Removal> removed) {
		int next = from;
		while (next < to && !Thread.currentThread().isInterrupted() && more.getAsBoolean()) {
			int first = next;
			int end = Math.min(first + this.size, to);
			portion.prepare();
			removed.accept(write((session) -> portion.write(session, first, end)));
			next = end;
		}
	}

	void forEach(int count, Portion portion, Consumer<Removal> removed) {
		forEach(0, count, () -> true, portion, removed);
	}

}
