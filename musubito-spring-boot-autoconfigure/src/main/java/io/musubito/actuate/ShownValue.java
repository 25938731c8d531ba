package io.musubito.actuate;

import org.jspecify.annotations.Nullable;

/**
 * A value of a node as the endpoint shows it: as a whole, or its beginning when it is
 * longer than was asked for.
 *
 * @param whole the value; {@code null} when it is cut, not shown or not there
 * @param start the beginning of its text; {@code null} when it is not cut
 * @param length the length of its text; {@code null} when it is not cut
 */
record ShownValue(@Nullable StoredJson whole, @Nullable String start, @Nullable Integer length) {

	static final ShownValue NONE = new ShownValue(null, null, null);

	static ShownValue of(@Nullable String text, int characters) {
		if (text == null) {
			return NONE;
		}
		if (text.length() <= characters) {
			return new ShownValue(StoredJson.of(text), null, null);
		}
		int end = (Character.isHighSurrogate(text.charAt(characters - 1))) ? characters - 1 : characters;
		return new ShownValue(null, text.substring(0, end), text.length());
	}

}
