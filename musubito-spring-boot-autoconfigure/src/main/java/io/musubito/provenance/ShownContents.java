package io.musubito.provenance;

import org.jspecify.annotations.Nullable;

/**
 * Adds contents to what a document says, as far as they may be shown and there is room.
 */
final class ShownContents {

	// Characters of all contents of a document together
	private static final int ROOM = 20_000_000;

	private final int characters;

	private final boolean values;

	private int room;

	ShownContents(int characters, boolean values) {
		this(characters, values, ROOM);
	}

	ShownContents(int characters, boolean values, int room) {
		this.characters = characters;
		this.values = values;
		this.room = room;
	}

	boolean values() {
		return this.values;
	}

	/**
	 * What may be shown of a short value.
	 */
	<T> @Nullable T shown(@Nullable T value) {
		return (this.values) ? value : null;
	}

	/**
	 * Adds a content as {@code prov:value}, or its beginning as {@code musubito:start}
	 * with its {@code musubito:length}.
	 */
	Attributes add(Attributes attributes, @Nullable String content) {
		if (!this.values || content == null) {
			return attributes;
		}
		int end = Math.min(content.length(), Math.min(this.characters, this.room));
		if (end == content.length()) {
			this.room -= end;
			return attributes.with("prov:value", content);
		}
		int whole = (end > 0 && Character.isHighSurrogate(content.charAt(end - 1))) ? end - 1 : end;
		this.room -= whole;
		return attributes.with("musubito:start", content.substring(0, whole)).with("musubito:length", content.length());
	}

}
