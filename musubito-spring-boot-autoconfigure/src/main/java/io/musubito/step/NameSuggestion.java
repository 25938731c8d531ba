package io.musubito.step;

import java.util.Collection;
import java.util.Comparator;

/**
 * Suggests the name that somebody may have meant.
 */
public final class NameSuggestion {

	private NameSuggestion() {
	}

	/**
	 * Suggests a name.
	 * @param name the name that somebody wrote
	 * @param candidates the names that there are
	 * @param otherwise what to say when there is none
	 * @return a sentence
	 */
	public static String suggest(String name, Collection<String> candidates, String otherwise) {
		return candidates.stream()
			.min(Comparator.comparingInt((String candidate) -> distance(name, candidate))
				.thenComparing(Comparator.naturalOrder()))
			.map((nearest) -> "Did you mean '" + nearest + "'?")
			.orElse(otherwise);
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
