package com.acme.desk;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

public final class Texts {

	private static final Pattern BLANKS = Pattern.compile("\\s+");

	private static final List<String> STOP_WORDS = List.of("a", "an", "and", "in", "is", "of", "on", "or", "the", "to");

	private Texts() {
	}

	public static String normalise(String text) {
		return BLANKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll(" ").strip();
	}

	public static String shorten(String text, int length) {
		if (text.length() <= length) {
			return text;
		}
		int end = text.lastIndexOf(' ', length);
		return text.substring(0, (end > 0) ? end : length) + " …";
	}

	public static List<String> words(String text) {
		return Arrays.stream(BLANKS.split(normalise(text).toLowerCase(Locale.ROOT)))
			.filter((word) -> !STOP_WORDS.contains(word))
			.toList();
	}

	public static String bullets(List<?> items) {
		return items.stream().map((item) -> "- " + item).collect(Collectors.joining("\n"));
	}

}
