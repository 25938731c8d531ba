package io.musubito.store.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words and signs of a text, with a group in parentheses as one of them.
 *
 * @param text the word or sign, or {@code ()}
 * @param group what is in the parentheses
 */
record SqlTokens(String text, List<SqlTokens> group) {

	private static final Pattern TOKEN = Pattern
		.compile("--[^\n]*|'(?:[^']|'')*'|:?[A-Za-z_][A-Za-z_0-9.]*|%[$a-z0-9]+|\\d+|<>|<=|>=|\\|\\||->>|\\S");

	static final String GROUP = "()";

	static List<SqlTokens> of(String sql) {
		Matcher matcher = TOKEN.matcher(sql);
		List<SqlTokens> tokens = new ArrayList<>();
		read(matcher, tokens);
		return tokens;
	}

	private static void read(Matcher matcher, List<SqlTokens> into) {
		while (matcher.find()) {
			String text = matcher.group();
			if (text.equals(")")) {
				return;
			}
			if (text.equals("(")) {
				List<SqlTokens> group = new ArrayList<>();
				read(matcher, group);
				into.add(new SqlTokens(GROUP, group));
			}
			else if (!text.startsWith("--")) {
				into.add(new SqlTokens(text, List.of()));
			}
		}
	}

	boolean is(String... words) {
		return List.of(words).contains(this.text);
	}

	boolean isGroup() {
		return this.text.equals(GROUP);
	}

	boolean isName() {
		return this.text.matches("[a-z_]+|%s");
	}

}
