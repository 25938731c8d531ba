package io.musubito.execution;

import java.time.Duration;

/**
 * How long a call waits for another process that executes the same computation.
 *
 * @param maxWait how long at the most
 * @param onTimeout what it does then
 */
public record ClaimSettings(Duration maxWait, OnTimeout onTimeout) {

	/**
	 * What a call does that has waited long enough.
	 */
	public enum OnTimeout {

		/**
		 * It executes too. Its result reaches the caller, but is not kept for replay.
		 */
		EXECUTE,

		/**
		 * It fails.
		 */
		FAIL

	}

}
