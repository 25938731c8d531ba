package io.musubito.quota;

/**
 * Requests that have reached the provider, which count for one window from then on.
 *
 * @param at when the last of them may have reached it, in milliseconds of the
 * {@link QuotaClock}
 * @param requests how many
 * @param tokens the tokens of calls that have ended
 */
record Ended(long at, long requests, long tokens) {

	Ended plus(Ended other) {
		return new Ended(this.at, this.requests + other.requests, this.tokens + other.tokens);
	}

}
