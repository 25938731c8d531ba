package io.musubito.testing;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Where a process stops to be killed: the thread that passes its point for the n-th time
 * says so, and goes no further, with whatever it holds. The other threads go on.
 */
public final class FailPoints {

	public static final String POINT = "musubito.test.point";

	public static final String PASSES = "musubito.test.passes";

	public static final String REACHED = "reached ";

	private static final String POINT_HERE = System.getProperty(POINT, "");

	private static final AtomicInteger LEFT = new AtomicInteger(Integer.getInteger(PASSES, 1));

	private static volatile boolean armed;

	private FailPoints() {
	}

	/**
	 * Called where a point is.
	 * @param point its name
	 */
	public static void pass(String point) {
		if (armed && point.equals(POINT_HERE) && LEFT.decrementAndGet() == 0) {
			say(REACHED + point);
			while (true) {
				LockSupport.park();
				Thread.interrupted();
			}
		}
	}

	/**
	 * Counts from now on.
	 */
	public static void arm() {
		armed = true;
	}

	/**
	 * Writes a line at once: it is whole, or not there.
	 */
	public static void say(String line) {
		byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
		synchronized (System.out) {
			System.out.write(bytes, 0, bytes.length);
			System.out.flush();
		}
	}

}
