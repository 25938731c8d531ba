package io.musubito;

/**
 * A part of a text that was compared with another one by word.
 *
 * @param kind whose part it is
 * @param text the words with the white space around them; a long part that both have is
 * shortened to its ends
 */
public record WordChange(Kind kind, String text) {

	/**
	 * Whose part a text is.
	 */
	public enum Kind {

		/**
		 * Both texts have it.
		 */
		SAME,

		/**
		 * Only the text before has it.
		 */
		REMOVED,

		/**
		 * Only the text after has it.
		 */
		ADDED

	}

}
