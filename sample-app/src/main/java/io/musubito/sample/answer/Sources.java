package io.musubito.sample.answer;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The marks by which a draft names its sources: {@code [restore]}.
 */
final class Sources {

	private static final Pattern MARK = Pattern.compile("\\s*\\[([\\w-]+)]");

	private Sources() {
	}

	static List<String> in(String text) {
		return MARK.matcher(text).results().map((mark) -> mark.group(1)).distinct().toList();
	}

	static String removedFrom(String text) {
		return MARK.matcher(text).replaceAll("");
	}

}
