package io.musubito.value;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8, extended to strings with unpaired surrogates as
 * <a href="https://simonsapin.github.io/wtf-8/">WTF-8</a> does: the JDK encodes each of
 * those as {@code ?}, so that different strings would have the same bytes.
 */
final class Wtf8 {

	private Wtf8() {
	}

	static byte[] encode(String text) {
		return (isWellFormed(text)) ? text.getBytes(StandardCharsets.UTF_8) : encodeEach(text);
	}

	private static boolean isWellFormed(String text) {
		int length = text.length();
		for (int i = 0; i < length; i++) {
			if (Character.isSurrogate(text.charAt(i))) {
				if (Character.charCount(text.codePointAt(i)) == 1) {
					return false;
				}
				i++;
			}
		}
		return true;
	}

	private static byte[] encodeEach(String text) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() * 2);
		text.codePoints().forEach((codePoint) -> {
			if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
				bytes.write(0xE0 | (codePoint >> 12));
				bytes.write(0x80 | ((codePoint >> 6) & 0x3F));
				bytes.write(0x80 | (codePoint & 0x3F));
			}
			else {
				bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
			}
		});
		return bytes.toByteArray();
	}

}
