package io.musubito.execution;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether somebody takes what is offered. Where nobody has, not every call waits again to
 * find that out: one at a time is offered, and the others are executed at once. Safe for
 * use by any number of threads.
 */
final class WorkersSeen {

	private final long patienceNanos;

	private final AtomicLong probe = new AtomicLong();

	private volatile long takenNanos;

	private volatile boolean absent;

	WorkersSeen(Duration patience) {
		this.patienceNanos = patience.toNanos();
	}

	/**
	 * Whether a call is to be offered now.
	 */
	boolean mayTake() {
		if (!this.absent) {
			return true;
		}
		long now = System.nanoTime();
		long last = this.probe.get();
		return now - last >= this.patienceNanos && this.probe.compareAndSet(last, now);
	}

	void noteTaken() {
		this.takenNanos = System.nanoTime();
		this.absent = false;
	}

	/**
	 * Notes that nobody has taken a call.
	 * @param offeredNanos when it was offered
	 */
	void noteNotTaken(long offeredNanos) {
		if (this.takenNanos - offeredNanos < 0 || this.takenNanos == 0) {
			this.probe.set(System.nanoTime());
			this.absent = true;
		}
	}

}
