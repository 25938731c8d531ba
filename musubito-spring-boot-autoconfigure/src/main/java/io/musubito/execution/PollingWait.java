package io.musubito.execution;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/**
 * One call that waits for another process, and looks again and again whether it is done.
 * How long the call may wait counts from its start, for whomever it has waited before. No
 * clock that could be set is involved. Used by one thread.
 */
final class PollingWait {

	private static final long SHORTEST_MILLIS = 5;

	private static final long LONGEST_MILLIS = 100;

	private final Duration bound;

	private final String whenInterrupted;

	private final long startedNanos;

	private long pauseMillis = SHORTEST_MILLIS;

	/**
	 * Begins to wait.
	 * @param call the call
	 * @param bound how long after its start it waits at the most
	 * @param whenInterrupted the message when the thread is interrupted
	 */
	PollingWait(IdentifiedCall call, Duration bound, String whenInterrupted) {
		this.startedNanos = call.startedNanos();
		this.bound = bound;
		this.whenInterrupted = whenInterrupted;
	}

	Duration bound() {
		return this.bound;
	}

	/**
	 * Waits a little, longer each time.
	 * @return {@code false} without a pause when the time is up
	 * @throws CancellationException when the thread is interrupted
	 */
	boolean pause() {
		Duration left = this.bound.minusNanos(System.nanoTime() - this.startedNanos);
		if (left.compareTo(Duration.ofMillis(1)) < 0) {
			return false;
		}
		Duration pause = Duration.ofMillis(this.pauseMillis);
		try {
			TimeUnit.MILLISECONDS.sleep((left.compareTo(pause) < 0) ? left.toMillis() : this.pauseMillis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			CancellationException cancellation = new CancellationException(this.whenInterrupted);
			cancellation.initCause(ex);
			throw cancellation;
		}
		this.pauseMillis = Math.min(2 * this.pauseMillis, LONGEST_MILLIS);
		return true;
	}

	/**
	 * Whether the wait has lasted, so that the pauses have their full length.
	 */
	boolean hasLasted() {
		return this.pauseMillis >= LONGEST_MILLIS;
	}

}
