package io.musubito.store.jdbc;

import java.time.Duration;
import java.time.Instant;

/**
 * The lengths of the periods that totals are kept for. Long times are read in long
 * periods, so that few rows are added up.
 */
enum TotalPeriod {

	/** All time, in one row. */
	ALL(0, Integer.MAX_VALUE),
	/** Two days of them. */
	HOUR(1, 49),
	/** Two weeks of them. */
	QUARTER(6, 57),
	/** More than a year of them. */
	DAY(24, 400);

	private static final long SECONDS_PER_HOUR = 3600;

	private final int hours;

	private final int kept;

	TotalPeriod(int hours, int kept) {
		this.hours = hours;
		this.kept = kept;
	}

	/**
	 * How it is told in the rows.
	 */
	int hours() {
		return this.hours;
	}

	/**
	 * How many are kept, of those in which something was recorded.
	 */
	int kept() {
		return this.kept;
	}

	Duration length() {
		return Duration.ofHours(this.hours);
	}

	/**
	 * When the period began that an hour belongs to.
	 * @param hour hours since 1970
	 * @return as in the rows
	 */
	long start(long hour) {
		return (this.hours > 0)
				? Columns.nanos(Instant.ofEpochSecond(Math.floorDiv(hour, this.hours) * this.hours * SECONDS_PER_HOUR))
				: 0;
	}

	static long hour(Instant instant) {
		return Math.floorDiv(instant.getEpochSecond(), SECONDS_PER_HOUR);
	}

}
