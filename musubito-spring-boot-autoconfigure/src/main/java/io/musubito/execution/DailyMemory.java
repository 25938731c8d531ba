package io.musubito.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was done today. A day in the store tells others that this process uses something,
 * so that they don't remove it. When the clock is set, in whichever direction, it is done
 * again.
 */
final class DailyMemory {

	private static final long SECONDS_PER_DAY = Duration.ofDays(1).toSeconds();

	private final Map<String, Long> days = new ConcurrentHashMap<>();

	boolean contains(String name, Instant now) {
		return Long.valueOf(day(now)).equals(this.days.get(name));
	}

	/**
	 * Notes that something is done.
	 * @return whether it was not done on this day
	 */
	boolean add(String name, Instant now) {
		Long before = this.days.put(name, day(now));
		return before == null || before != day(now);
	}

	private static long day(Instant now) {
		return Math.floorDiv(now.getEpochSecond(), SECONDS_PER_DAY);
	}

}
