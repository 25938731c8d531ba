package io.musubito.benchmark;

import java.util.Random;

/**
 * Texts that look like prose to a parser: no two alike, all ASCII.
 */
final class Texts {

	private static final int KILOBYTE = 1024;

	private Texts() {
	}

	static String kilobyte(int seed) {
		Random random = new Random(seed);
		StringBuilder text = new StringBuilder(KILOBYTE);
		while (text.length() < KILOBYTE) {
			text.append((char) ('a' + random.nextInt(26)));
			if (random.nextInt(6) == 0) {
				text.append(' ');
			}
		}
		return text.substring(0, KILOBYTE);
	}

}
