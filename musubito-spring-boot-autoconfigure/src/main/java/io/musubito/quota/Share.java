package io.musubito.quota;

/**
 * What one process has of the limits of a model, and what it waits for. Only it writes
 * that, as long as it is alive.
 *
 * @param requests the requests of which it is not known yet whether they have reached the
 * provider
 * @param active the calls that have not ended
 * @param tokens the tokens that these are expected to take
 * @param used the requests that count now, by which processes take turns
 * @param waiting how many calls wait
 * @param need the tokens that the first of those is expected to take
 * @param seen when the process has last looked, while calls wait
 */
record Share(long requests, long active, long tokens, long used, long waiting, long need, long seen) {

	static final Share NONE = new Share(0, 0, 0, 0, 0, 0, 0);

	// A process that waits looks more often, unless it stands still
	private static final long FRESH_MILLIS = 2_000;

	boolean isEmpty() {
		return this.requests == 0 && this.active == 0 && this.tokens == 0 && this.waiting == 0;
	}

	/**
	 * Whether somebody waits there who can take a place now.
	 */
	boolean takesTurns(long time) {
		return this.waiting > 0 && time - this.seen <= FRESH_MILLIS;
	}

}
