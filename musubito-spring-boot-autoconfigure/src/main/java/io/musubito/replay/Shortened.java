package io.musubito.replay;

import java.util.HexFormat;
import java.util.Objects;

import io.musubito.Change;
import org.jspecify.annotations.Nullable;

/**
 * Texts as an explanation shows them: short, on one line.
 */
final class Shortened {

	private static final int HASH_LENGTH = 12;

	private static final int CONTEXT = 16;

	private static final String CUT = "…";

	private Shortened() {
	}

	static @Nullable String hash(@Nullable String hash) {
		if (hash == null || hash.isEmpty()) {
			return null;
		}
		return (hash.length() > HASH_LENGTH) ? hash.substring(0, HASH_LENGTH) : hash;
	}

	/**
	 * A change of what is a hash, with what may be read of the value behind it: see
	 * {@code ComponentHash}. Two hashes where one of the values, or what differs, may not
	 * be read.
	 */
	static Change change(String component, @Nullable String before, @Nullable String after) {
		String one = clear(before);
		String other = clear(after);
		boolean readable = (one != null || before == null) && (other != null || after == null)
				&& !Objects.equals(one, other);
		return (readable) ? new Change(component, one, other) : new Change(component, hash(before), hash(after));
	}

	private static @Nullable String clear(@Nullable String component) {
		if (component == null) {
			return null;
		}
		int start = component.indexOf(' ');
		if (start >= 0) {
			return component.substring(start + 1);
		}
		return (component.length() > HASH_LENGTH) ? null : component;
	}

	static String text(String text, int length) {
		return around(0, text, length);
	}

	/**
	 * The part of a text that begins shortly before the place where it differs.
	 */
	static String around(int difference, String text, int length) {
		int start = (difference > length / 2) ? Math.max(0, difference - CONTEXT) : 0;
		start = boundary(text, start);
		int end = boundary(text, Math.min(text.length(), start + length));
		return ((start > 0) ? CUT : "") + onOneLine(text.substring(start, end)) + ((end < text.length()) ? CUT : "");
	}

	static int firstDifference(String one, String other) {
		int length = Math.min(one.length(), other.length());
		int index = 0;
		while (index < length && one.charAt(index) == other.charAt(index)) {
			index++;
		}
		return index;
	}

	private static int boundary(String text, int index) {
		boolean splitsPair = index > 0 && index < text.length() && Character.isLowSurrogate(text.charAt(index))
				&& Character.isHighSurrogate(text.charAt(index - 1));
		return (splitsPair) ? index - 1 : index;
	}

	private static String onOneLine(String text) {
		StringBuilder line = new StringBuilder(text.length());
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			switch (character) {
				case '\n' -> line.append("\\n");
				case '\r' -> line.append("\\r");
				case '\t' -> line.append("\\t");
				default -> append(line, character);
			}
		}
		return line.toString();
	}

	private static void append(StringBuilder line, char character) {
		if (Character.isISOControl(character) || character == '\u2028' || character == '\u2029') {
			line.append("\\u").append(HexFormat.of().toHexDigits(character));
		}
		else {
			line.append(character);
		}
	}

}
