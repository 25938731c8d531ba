package io.musubito.store;

import java.time.Duration;

/**
 * How long a time metrics are about, and into how many buckets it is divided.
 */
public enum MetricsPeriod {

	/** The last 24 hours, by the hour. */
	DAY("24h", Duration.ofHours(1), 24),
	/** The last 7 days, in quarters of a day. */
	WEEK("7d", Duration.ofHours(6), 28),
	/** The last 30 days, by the day. */
	MONTH("30d", Duration.ofDays(1), 30);

	private final String text;

	private final Duration bucket;

	private final int buckets;

	MetricsPeriod(String text, Duration bucket, int buckets) {
		this.text = text;
		this.bucket = bucket;
		this.buckets = buckets;
	}

	/**
	 * How people write it.
	 * @return for example {@code 24h}
	 */
	public String text() {
		return this.text;
	}

	/**
	 * The length of a bucket.
	 * @return the length
	 */
	public Duration bucket() {
		return this.bucket;
	}

	/**
	 * How many buckets there are, the one that has not ended included.
	 * @return the number
	 */
	public int buckets() {
		return this.buckets;
	}

}
