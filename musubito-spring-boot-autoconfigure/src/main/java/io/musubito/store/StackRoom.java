package io.musubito.store;

/**
 * Makes sure that there is room on the stack for what must not be left half done. Who
 * asks before it begins overflows there, where nothing is to be put right.
 */
public final class StackRoom {

	private static final int FRAMES = 96;

	private StackRoom() {
	}

	/**
	 * Needs room for some kilobytes, and gives it back.
	 * @throws StackOverflowError when it is not there
	 */
	public static void require() {
		need(FRAMES, 1, 2, 3, 4, 5, 6, 7, 8);
	}

	// Many values that are needed afterwards make the frames large, compiled too
	private static long need(int frames, long a, long b, long c, long d, long e, long f, long g, long h) {
		long below = (frames > 0) ? need(frames - 1, h, a, b, c, d, e, f, g) : 0;
		return below + a * b + c * d + e * f + g * h;
	}

}
