package com.acme.desk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

final class Texts {

	static final String EMPTY_TEXT = "(nothing)";

	private static final Map<String, String> ABBREVIATIONS = new TreeMap<>();

	private static final UnaryOperator<String> TIDY = chain((text) -> text.replace("  ", " "),
			(text) -> text.replace(" ,", ","));

	static {
		ABBREVIATIONS.put("asap", "as soon as possible");
		ABBREVIATIONS.put("fyi", "for your information");
	}

	private Texts() {
	}

	static String expand(String text) {
		return Arrays.stream(text.split(" "))
			.map((word) -> ABBREVIATIONS.getOrDefault(word, word))
			.filter((word) -> word.length() > 1)
			.collect(Collectors.joining(" "));
	}

	static String shorten(String text, int words) {
		List<String> kept = new ArrayList<>();
		for (String word : text.split(" ")) {
			if (kept.size() < words) {
				kept.add(word);
			}
		}
		boolean cut = text.split(" ").length > words;
		return String.join(" ", kept) + (cut ? " ..." : "");
	}

	static String tidy(String text) {
		String tidied = TIDY.apply(text);
		if (tidied.isEmpty()) {
			return EMPTY_TEXT;
		}
		return tidied;
	}

	static int number(String text) {
		try {
			return Integer.parseInt(text);
		}
		catch (NumberFormatException ex) {
			return -1;
		}
	}

	static String kind(String word) {
		switch (word) {
			case "refund":
				return "money";
			case "broken":
			case "late":
				return "trouble";
			default:
				return "talk";
		}
	}

	static <T, R> String each(List<T> values, Function<T, R> function, char separator) {
		StringBuilder text = new StringBuilder();
		for (T value : values) {
			text.append(function.apply(value));
			text.append(separator);
		}
		return text.toString();
	}

	@SafeVarargs
	private static UnaryOperator<String> chain(UnaryOperator<String>... steps) {
		return (text) -> {
			String current = text;
			for (UnaryOperator<String> step : steps) {
				current = step.apply(current);
			}
			return current;
		};
	}

}
