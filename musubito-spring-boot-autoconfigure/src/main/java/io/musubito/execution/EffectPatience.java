package io.musubito.execution;

import java.time.Duration;
import java.util.concurrent.CancellationException;

/**
 * How a call waits for another process that performs the same effect. No clock that could
 * be set is involved.
 *
 * @param bound how long at the most
 */
record EffectPatience(Duration bound) {

	private static final long SHORTEST_MILLIS = 20;

	private static final long LONGEST_MILLIS = 100;

	Wait begin() {
		return new Wait(System.nanoTime());
	}

	/**
	 * One call that waits.
	 */
	final class Wait {

		private final long startedNanos;

		private long pauseMillis = SHORTEST_MILLIS;

		private Wait(long startedNanos) {
			this.startedNanos = startedNanos;
		}

		/**
		 * Waits a little.
		 * @param operation the step
		 * @return whether there is still time
		 * @throws CancellationException when the thread is interrupted
		 */
		boolean pause(String operation) {
			if (System.nanoTime() - this.startedNanos >= EffectPatience.this.bound.toNanos()) {
				return false;
			}
			try {
				Thread.sleep(this.pauseMillis);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				CancellationException cancellation = new CancellationException("Effect '" + operation
						+ "': interrupted while waiting for another process that performs it. It was not performed here");
				cancellation.initCause(ex);
				throw cancellation;
			}
			this.pauseMillis = Math.min(2 * this.pauseMillis, LONGEST_MILLIS);
			return true;
		}

	}

}
