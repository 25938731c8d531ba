package io.musubito.aop;

import java.util.Collection;
import java.util.Comparator;

/**
 * Suggests the name that somebody may have meant.
 */
final class Nearest {

	private Nearest() {
	}

	static String suggest(String name, Collection<String> candidates) {
		return candidates.stream()
			.min(Comparator.comparingInt((String candidate) -> distance(name, candidate))
				.thenComparing(Comparator.naturalOrder()))
			.map((nearest) -> "Did you mean '" + nearest + "'?")
			.orElse("The application has no steps with an annotation.");
	}

	/**
	 * Levenshtein's edit distance.
	 */
	private static int distance(String one, String other) {
		int[] row = new int[other.length() + 1];
		for (int j = 0; j <= other.length(); j++) {
			row[j] = j;
		}
		for (int i = 1; i <= one.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= other.length(); j++) {
				int substituted = diagonal + ((one.charAt(i - 1) != other.charAt(j - 1)) ? 1 : 0);
				diagonal = row[j];
				row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
			}
		}
		return row[other.length()];
	}

}
