package io.musubito.sample.standin;

import java.time.Duration;

/**
 * How long the stand-in takes, so that a run feels like one with a small model.
 *
 * @param firstToken the time to the first token
 * @param perToken the time for each token of the answer
 */
public record Latency(Duration firstToken, Duration perToken) {

	/** As fast as it can. */
	public static final Latency NONE = new Latency(Duration.ZERO, Duration.ZERO);

	void await(int tokens) throws InterruptedException {
		Thread.sleep(this.firstToken.plus(this.perToken.multipliedBy(tokens)).toMillis());
	}

}
