package io.musubito.run;

import java.util.ArrayList;
import java.util.List;

import io.musubito.WordChange;
import io.musubito.WordChange.Kind;

/**
 * Puts the parts of a comparison together.
 */
final class WordParts {

	private final List<WordChange> changes = new ArrayList<>();

	private final StringBuilder removed = new StringBuilder();

	private final StringBuilder added = new StringBuilder();

	private final StringBuilder gap = new StringBuilder();

	/**
	 * Adds a part. White space between two changed words is changed with them: so they
	 * are one change.
	 */
	void add(Kind kind, String text) {
		if (kind == Kind.SAME && text.isBlank() && isOpen()) {
			this.gap.append(text);
		}
		else if (kind == Kind.SAME) {
			flush();
			this.changes.add(new WordChange(Kind.SAME, this.gap + text));
			this.gap.setLength(0);
		}
		else if (!text.isEmpty()) {
			this.removed.append(this.gap);
			this.added.append(this.gap);
			this.gap.setLength(0);
			((kind == Kind.REMOVED) ? this.removed : this.added).append(text);
		}
	}

	private boolean isOpen() {
		return !this.removed.isEmpty() || !this.added.isEmpty();
	}

	private void flush() {
		if (!this.removed.isEmpty()) {
			this.changes.add(new WordChange(Kind.REMOVED, this.removed.toString()));
		}
		if (!this.added.isEmpty()) {
			this.changes.add(new WordChange(Kind.ADDED, this.added.toString()));
		}
		this.removed.setLength(0);
		this.added.setLength(0);
	}

	List<WordChange> finished() {
		flush();
		if (!this.gap.isEmpty()) {
			this.changes.add(new WordChange(Kind.SAME, this.gap.toString()));
		}
		this.changes.removeIf((change) -> change.text().isEmpty());
		return this.changes;
	}

}
