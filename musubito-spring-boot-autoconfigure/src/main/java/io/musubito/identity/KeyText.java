package io.musubito.identity;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of an expression that is a key. It counts as it is written, without white
 * space that means nothing.
 */
public final class KeyText {

	private static final Pattern TOKEN = Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|#[\\w$]+|[\\w$]+|\\s+|.",
			Pattern.DOTALL | Pattern.UNICODE_CHARACTER_CLASS);

	private KeyText() {
	}

	/**
	 * The variables of an expression.
	 * @param expression an expression
	 * @return their names without {@code #}
	 */
	public static Set<String> variables(String expression) {
		Set<String> variables = new LinkedHashSet<>();
		renamed(expression, (variable) -> {
			variables.add(variable);
			return variable;
		});
		return variables;
	}

	/**
	 * Gives the variables of an expression other names.
	 * @param expression an expression
	 * @param names the new name for an old one, both without {@code #}
	 * @return its text without meaningless white space
	 */
	public static String renamed(String expression, UnaryOperator<String> names) {
		StringBuilder text = new StringBuilder();
		boolean space = false;
		Matcher tokens = TOKEN.matcher(expression);
		while (tokens.find()) {
			String token = tokens.group();
			if (Character.isWhitespace(token.charAt(0))) {
				space = true;
				continue;
			}
			if (space && !text.isEmpty() && isOneWithout(text.charAt(text.length() - 1), token.charAt(0))) {
				text.append(' ');
			}
			space = false;
			text.append((token.length() > 1 && token.charAt(0) == '#') ? "#" + names.apply(token.substring(1)) : token);
		}
		return text.toString();
	}

	/**
	 * Whether a space between two characters means something.
	 */
	private static boolean isOneWithout(char before, char after) {
		return (isWord(before) && isWord(after)) || (before == after && (before == '+' || before == '-'));
	}

	private static boolean isWord(char character) {
		return Character.isJavaIdentifierPart(character) || character == '#';
	}

	/**
	 * Whether a key is no more than a parameter.
	 */
	static boolean isVariable(String key) {
		return key.startsWith("#") && key.chars().skip(1).allMatch(Character::isJavaIdentifierPart);
	}

}
