package io.musubito.report;

import java.util.HexFormat;

/**
 * Text of others as it may be shown. What a model or a user wrote may hold characters
 * that are not seen, or that turn the order of what follows: they are shown by name, so
 * that what people read is what is there.
 */
public final class VisibleText {

	// Blank, though they are letters, marks, symbols or not assigned; the page has the
	// same in js/text.js
	private static final String BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u2065\u2800\u3164\uffa0";

	private VisibleText() {
	}

	/**
	 * Shows a text. Its lines stay, and so do its tabs.
	 * @param text the text
	 * @return the same in the order in which it is stored, nothing hidden
	 */
	public static String of(String text) {
		String lines = text.replace("\r\n", "\n");
		if (lines.codePoints().noneMatch(VisibleText::isUnseen)) {
			return lines;
		}
		StringBuilder visible = new StringBuilder(lines.length() + 16);
		lines.codePoints().forEach((character) -> append(visible, character));
		return visible.toString();
	}

	/**
	 * Shows a text on one line.
	 * @param text the text
	 * @param length how many characters at the most
	 * @return the same, shortened when it is longer
	 */
	public static String line(String text, int length) {
		// What can't fit in any case need not be looked at
		String start = (text.length() > 4 * length) ? text.substring(0, 4 * length) : text;
		String line = of(start).replaceAll("\\s+", " ").strip();
		int characters = line.codePointCount(0, line.length());
		if (characters <= length && start.length() == text.length()) {
			return line;
		}
		return line.substring(0, line.offsetByCodePoints(0, Math.min(characters, length - 1))) + "…";
	}

	private static void append(StringBuilder visible, int character) {
		if (isUnseen(character)) {
			visible.append('⟦').append(name(character)).append('⟧');
		}
		else {
			visible.appendCodePoint(character);
		}
	}

	private static boolean isUnseen(int character) {
		boolean plain = (character >= ' ' && character <= '~') || character == '\n' || character == '\t';
		if (plain) {
			return false;
		}
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE,
					Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				true;
			default -> BLANK.indexOf(character) >= 0 || isNoCharacter(character) || isVariation(character);
		};
	}

	private static boolean isNoCharacter(int character) {
		return (character & 0xfffe) == 0xfffe || (character >= 0xfdd0 && character <= 0xfdef);
	}

	// Beside the two that choose between text and emoji, which are in ordinary texts
	private static boolean isVariation(int character) {
		return (character >= 0xfe00 && character <= 0xfe0d) || (character >= 0xe0100 && character <= 0xe01ef);
	}

	private static String name(int character) {
		return switch (character) {
			case 0 -> "NUL";
			case '\r' -> "CR";
			case 0x1b -> "ESC";
			default -> "U+" + HexFormat.of().withUpperCase().toHexDigits(character, (character > 0xffff) ? 5 : 4);
		};
	}

}
