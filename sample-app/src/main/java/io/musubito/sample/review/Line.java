package io.musubito.sample.review;

/**
 * A line of a hunk.
 *
 * @param change what became of it
 * @param number its number in the new file; of a removed line, that of the line that
 * comes after it
 * @param text its text
 */
record Line(Change change, int number, String text) {

	/**
	 * The line as a model reads it. It can't count, so the number is there.
	 * @return one line of text
	 */
	String numbered() {
		return switch (this.change) {
			case NONE -> "%5d   %s".formatted(this.number, this.text);
			case ADDED -> "%5d + %s".formatted(this.number, this.text);
			case REMOVED -> "      - %s".formatted(this.text);
		};
	}

	/**
	 * What became of a line.
	 */
	enum Change {

		NONE, ADDED, REMOVED

	}

}
