package io.musubito.identity;

import java.util.HexFormat;

/**
 * Shortens values that people read.
 */
final class OneLine {

	static final String CUT = "…";

	private OneLine() {
	}

	static String of(String value, int length) {
		StringBuilder text = new StringBuilder();
		int end = Math.min(value.length(), length);
		if (end < value.length() && Character.isHighSurrogate(value.charAt(end - 1))) {
			end--;
		}
		for (int i = 0; i < end; i++) {
			char character = value.charAt(i);
			switch (character) {
				case '\n' -> text.append("\\n");
				case '\r' -> text.append("\\r");
				case '\t' -> text.append("\\t");
				default -> {
					if (Character.isISOControl(character) || Character.getType(character) == Character.FORMAT
							|| character == '\u2028' || character == '\u2029') {
						text.append("\\u").append(HexFormat.of().toHexDigits(character));
					}
					else {
						text.append(character);
					}
				}
			}
		}
		return (end < value.length()) ? text.append(CUT).toString() : text.toString();
	}

}
