package io.musubito.sample.standin;

import java.time.Duration;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;

/**
 * How long the stand-in takes, so that a run feels like one with a small model.
 *
 * @param firstToken the time to the first token
 * @param perToken the time for each token of the answer
 */
public record Latency(Duration firstToken, Duration perToken) {

	/** As fast as it can. */
	public static final Latency NONE = new Latency(Duration.ZERO, Duration.ZERO);

	private static final Duration FIRST_TOKEN = Duration.ofMillis(150);

	private static final Duration PER_TOKEN = Duration.ofMillis(5);

	/**
	 * Reads {@code sample.stand-in.first-token} and {@code sample.stand-in.per-token}.
	 * @param environment where they are, if they are set
	 * @return the latency
	 */
	public static Latency of(Environment environment) {
		return new Latency(duration(environment, "sample.stand-in.first-token", FIRST_TOKEN),
				duration(environment, "sample.stand-in.per-token", PER_TOKEN));
	}

	private static Duration duration(Environment environment, String key, Duration otherwise) {
		String value = environment.getProperty(key);
		return (value != null) ? DurationStyle.detectAndParse(value) : otherwise;
	}

	void await(int tokens) throws InterruptedException {
		Thread.sleep(this.firstToken.plus(this.perToken.multipliedBy(tokens)).toMillis());
	}

}
