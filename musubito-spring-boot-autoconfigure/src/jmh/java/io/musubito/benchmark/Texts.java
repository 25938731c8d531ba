package io.musubito.benchmark;

/**
 * Texts that look like prose to a parser: no two alike, all ASCII.
 */
final class Texts {

	private static final int KILOBYTE = 1024;

	private Texts() {
	}

	static String kilobyte(int seed) {
		StringBuilder text = new StringBuilder(KILOBYTE + 1);
		// Not Random, about which the start would warn
		long state = seed;
		while (text.length() < KILOBYTE) {
			state = state * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
			int drawn = (int) (state >>> 33);
			text.append((char) ('a' + drawn % 26));
			if (drawn / 26 % 6 == 0) {
				text.append(' ');
			}
		}
		return text.substring(0, KILOBYTE);
	}

}
