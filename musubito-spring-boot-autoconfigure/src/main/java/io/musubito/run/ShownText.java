package io.musubito.run;

/**
 * Shortens what people read.
 */
final class ShownText {

	private static final String CUT = " … ";

	private ShownText() {
	}

	/**
	 * Leaves out the middle of a long text, or what is before or after the end that is
	 * shown.
	 * @param text the text
	 * @param length how long each end may be
	 * @param showsStart whether its start is shown
	 * @param showsEnd whether its end is shown
	 */
	static String middle(String text, int length, boolean showsStart, boolean showsEnd) {
		int ends = ((showsStart) ? length : 0) + ((showsEnd) ? length : 0);
		if (text.length() <= ends + CUT.length()) {
			return text;
		}
		String start = (showsStart) ? text.substring(0, boundary(text, length)) : "";
		String end = (showsEnd) ? text.substring(boundary(text, text.length() - length)) : "";
		return start + CUT + end;
	}

	/**
	 * The part of a text that begins shortly before a place.
	 */
	static String around(String text, int place, int length) {
		int start = boundary(text, Math.max(0, place - length / 4));
		int end = boundary(text, Math.min(text.length(), start + length));
		return ((start > 0) ? CUT : "") + text.substring(start, end) + ((end < text.length()) ? CUT : "");
	}

	private static int boundary(String text, int index) {
		boolean splitsPair = index > 0 && index < text.length() && Character.isLowSurrogate(text.charAt(index));
		return (splitsPair) ? index - 1 : index;
	}

}
