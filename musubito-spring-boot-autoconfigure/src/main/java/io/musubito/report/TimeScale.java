package io.musubito.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The axis of a timeline, from the start of the run.
 *
 * @param end where it ends
 * @param tick how far apart its marks are
 */
record TimeScale(Duration end, Duration tick) {

	// Beside time avoided that is longer, what ran would not be seen
	private static final int MOST_AVOIDED = 8;

	private static final int MARKS = 6;

	private static final long[] STEPS = { 1, 2, 5 };

	static TimeScale of(Duration ran, Duration avoided) {
		long most = Math.max(ran.toMillis(), Math.min(avoided.toMillis(), MOST_AVOIDED * ran.toMillis()));
		long end = Math.max(1, most);
		long tick = tick(end);
		return new TimeScale(Duration.ofMillis(end + end / 50), Duration.ofMillis(tick));
	}

	private static long tick(long end) {
		for (long power = 1;; power *= 10) {
			for (long step : STEPS) {
				if (end / (step * power) <= MARKS) {
					return step * power;
				}
			}
		}
	}

	double percent(Duration time) {
		return Math.max(0, Math.min(100, 100.0 * time.toNanos() / this.end.toNanos()));
	}

	boolean cuts(Duration time) {
		return time.compareTo(this.end) > 0;
	}

	List<Duration> marks() {
		List<Duration> marks = new ArrayList<>();
		for (Duration mark = Duration.ZERO; mark.compareTo(this.end) <= 0; mark = mark.plus(this.tick)) {
			marks.add(mark);
		}
		return marks;
	}

}
