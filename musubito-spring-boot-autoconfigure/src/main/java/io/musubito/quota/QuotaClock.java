package io.musubito.quota;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The time in which the use of a model is counted: it goes on with the clock that all
 * processes have in common, and stands still when that is set back. When that is set
 * forward, the time goes on no further than the process knows to have passed since it has
 * last looked. Used by one thread at a time.
 */
final class QuotaClock {

	// Clocks are not read at the same moment
	private static final long SLACK = 20;

	private static final long DRIFT = 50;

	private static final long SET_BACK = 1_000;

	private final LongSupplier nanos;

	private boolean known;

	private long anchor;

	private long anchorNanos;

	QuotaClock(LongSupplier nanos) {
		this.nanos = nanos;
	}

	/**
	 * The state that was read, at the time of now.
	 * @param read the state
	 * @param wall what the common clock shows
	 */
	QuotaState now(QuotaState read, long wall, long window) {
		long byWall = read.time() + Math.max(0, wall - read.wall());
		long time = byWall;
		if (this.known && byWall > here() + SLACK) {
			time = Math.max(read.time(), here());
		}
		if (!this.known || time > here() + SLACK || time < here() - DRIFT) {
			anchor(time);
		}
		return read.at(time, nextWall(read, wall), window);
	}

	/**
	 * Where nobody else counts, or the store can't be read: only the process knows.
	 */
	QuotaState alone(QuotaState last, long window) {
		if (!this.known) {
			anchor(Math.max(last.time(), System.currentTimeMillis()));
		}
		return last.at(Math.max(last.time(), here()), last.wall(), window);
	}

	private static long nextWall(QuotaState read, long wall) {
		boolean setBack = read.wall() - wall > SET_BACK;
		return setBack ? wall : Math.max(wall, read.wall());
	}

	private void anchor(long time) {
		this.known = true;
		this.anchor = time;
		this.anchorNanos = this.nanos.getAsLong();
	}

	private long here() {
		return this.anchor + TimeUnit.NANOSECONDS.toMillis(this.nanos.getAsLong() - this.anchorNanos);
	}

}
