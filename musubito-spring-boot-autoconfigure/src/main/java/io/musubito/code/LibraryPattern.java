package io.musubito.code;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Libraries as the configuration names them: {@code com.acme:rules}, {@code com.acme:*}.
 *
 * @param text as it is written
 * @param group the groups
 * @param artifact the names
 */
record LibraryPattern(String text, Pattern group, Pattern artifact) {

	static LibraryPattern of(String text) {
		int colon = text.indexOf(':');
		return new LibraryPattern(text, pattern((colon >= 0) ? text.substring(0, colon) : text),
				pattern((colon >= 0) ? text.substring(colon + 1) : "*"));
	}

	private static Pattern pattern(String glob) {
		return Pattern.compile(
				Arrays.stream(glob.strip().split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
	}

	boolean isBelowGroup(String name) {
		return Pattern.compile(this.group.pattern() + "(\\..*)?").matcher(name).matches();
	}

}
