package io.musubito.execution;

import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * Throws something at one point of many.
 */
public final class Faults {

	private static final AtomicLong LEFT = new AtomicLong();

	private static volatile @Nullable Thrown armed;

	private static volatile @Nullable String place;

	private Faults() {
	}

	/**
	 * Called at the beginning of each method of one call.
	 */
	public static void point() {
		Thrown thrown = armed;
		if (thrown != null && LEFT.decrementAndGet() == 0) {
			armed = null;
			Error error = thrown.create();
			StackTraceElement at = error.getStackTrace()[2];
			place = at.getClassName().replaceFirst(".*\\.", "") + "." + at.getMethodName();
			throw error;
		}
	}

	static void arm(int point, Thrown thrown) {
		place = null;
		LEFT.set(point);
		armed = thrown;
	}

	/**
	 * Throws nothing any more.
	 * @return where something was thrown; {@code null} when nothing was
	 */
	static @Nullable String disarm() {
		armed = null;
		return place;
	}

	interface Thrown {

		Error create();

	}

}
