package com.acme;

final class Texts {

	static final String CONSTANT = "Be kind.";

	private static final char MARK = '#';

	static String all(String text) {
		return constant() + block() + concatenation(text, 3) + parameters("a", "b") + mark() + order("x", "y");
	}

	private static String constant() {
		return "Summarise the text.";
	}

	private static String block() {
		return """
				You are an editor.
				Be brief.
				""";
	}

	private static String concatenation(String text, int count) {
		return "text: " + text + ", words: " + count;
	}

	private static String parameters(String... parts) {
		return String.join("/", parts);
	}

	private static char mark() {
		return MARK;
	}

	private static String order(String first, String second) {
		return first.concat(second);
	}

}
