package io.musubito.run;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import io.musubito.WordChange;
import io.musubito.WordChange.Kind;

/**
 * Compares two texts by word.
 */
final class WordDifference {

	// The time grows with the product of length and difference
	private static final int MAX_WORDS = 2_000;

	private static final int SHOWN_LENGTH = 500;

	private static final int SHOWN_SAME = 60;

	private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}_]+|\\s+|.", Pattern.DOTALL);

	private final WordParts parts = new WordParts();

	private WordDifference() {
	}

	/**
	 * Compares texts.
	 * @return their parts in order; empty when they are too long and too different to be
	 * compared by word
	 */
	static List<WordChange> find(String before, String after) {
		int start = commonStart(before, after);
		int end = commonEnd(before, after, start);
		List<String> one = words(before.substring(start, before.length() - end));
		List<String> other = words(after.substring(start, after.length() - end));
		if (one.size() > MAX_WORDS || other.size() > MAX_WORDS) {
			return List.of();
		}
		WordDifference difference = new WordDifference();
		difference.parts.add(Kind.SAME, before.substring(0, start));
		difference.compare(one, other);
		difference.parts.add(Kind.SAME, before.substring(before.length() - end));
		return shortened(difference.parts.finished());
	}

	private void compare(List<String> one, List<String> other) {
		int position = 0;
		for (AbstractDelta<String> delta : DiffUtils.diff(one, other, new MyersDiffWithLinearSpace<>(), null)
			.getDeltas()) {
			this.parts.add(Kind.SAME, String.join("", one.subList(position, delta.getSource().getPosition())));
			this.parts.add(Kind.REMOVED, String.join("", delta.getSource().getLines()));
			this.parts.add(Kind.ADDED, String.join("", delta.getTarget().getLines()));
			position = delta.getSource().getPosition() + delta.getSource().size();
		}
		this.parts.add(Kind.SAME, String.join("", one.subList(position, one.size())));
	}

	private static List<WordChange> shortened(List<WordChange> changes) {
		List<WordChange> shortened = new ArrayList<>();
		for (int i = 0; i < changes.size(); i++) {
			WordChange change = changes.get(i);
			boolean same = change.kind() == Kind.SAME;
			shortened.add(new WordChange(change.kind(), ShownText.middle(change.text(),
					(same) ? SHOWN_SAME : SHOWN_LENGTH, !same || i > 0, !same || i < changes.size() - 1)));
		}
		return shortened;
	}

	// Whole words: half of one says little
	private static int commonStart(String before, String after) {
		int length = Math.min(before.length(), after.length());
		int index = 0;
		while (index < length && before.charAt(index) == after.charAt(index)) {
			index++;
		}
		while (index > 0 && isWord(before.charAt(index - 1))) {
			index--;
		}
		return index;
	}

	private static int commonEnd(String before, String after, int start) {
		int length = Math.min(before.length(), after.length()) - start;
		int count = 0;
		while (count < length
				&& before.charAt(before.length() - 1 - count) == after.charAt(after.length() - 1 - count)) {
			count++;
		}
		while (count > 0 && isWord(before.charAt(before.length() - count))) {
			count--;
		}
		return count;
	}

	// Surrogates too, so that none is separated from its other half
	private static boolean isWord(char character) {
		return Character.isLetterOrDigit(character) || character == '_' || Character.isSurrogate(character)
				|| Character.getType(character) == Character.NON_SPACING_MARK;
	}

	private static List<String> words(String text) {
		List<String> words = new ArrayList<>();
		Matcher matcher = WORD.matcher(text);
		while (words.size() <= MAX_WORDS && matcher.find()) {
			words.add(matcher.group());
		}
		return words;
	}

}
