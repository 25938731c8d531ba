package io.musubito;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A place where two results differ.
 *
 * @param path the path into the JSON of the result, {@code $} for all of it,
 * {@code $.findings[2].text} for example
 * @param before the JSON before, shortened when it is long; {@code null} when there was
 * nothing
 * @param after the JSON after, shortened when it is long; {@code null} when there is
 * nothing
 * @param words of two texts, which words differ, in their order; empty when one of them
 * is no text, or they are too long or too different for that
 */
public record OutputChange(String path, @Nullable String before, @Nullable String after, List<WordChange> words) {

	/**
	 * Copies its words.
	 * @param path the path into the JSON of the result, {@code $} for all of it,
	 * {@code $.findings[2].text} for example
	 * @param before the JSON before, shortened when it is long; {@code null} when there
	 * was nothing
	 * @param after the JSON after, shortened when it is long; {@code null} when there is
	 * nothing
	 * @param words of two texts, which words differ, in their order; empty when one of
	 * them is no text, or they are too long or too different for that
	 */
	public OutputChange {
		words = List.copyOf(words);
	}

	/**
	 * The change on one line, with removed words in {@code [-…-]} and added ones in
	 * <code>{+…+}</code>.
	 */
	@Override
	public String toString() {
		return this.path + ": " + RunDiffText.words(this);
	}

}
