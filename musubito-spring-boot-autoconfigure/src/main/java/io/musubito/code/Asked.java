package io.musubito.code;

import org.jspecify.annotations.Nullable;

/**
 * What a piece of code asks of what is around it.
 *
 * @param kind the kind of question
 * @param what what it asks for
 */
record Asked(Kind kind, String what) {

	static Asked ambient(Ambient ambient) {
		return new Asked(Kind.AMBIENT, ambient.name());
	}

	static Asked property(String key) {
		return new Asked(Kind.PROPERTY, key);
	}

	static Asked bean(String typeOrName) {
		return new Asked(Kind.BEAN, typeOrName);
	}

	static Asked event(String type) {
		return new Asked(Kind.EVENT, type);
	}

	static Asked surroundings(String what) {
		return new Asked(Kind.SURROUNDINGS, what);
	}

	static Asked setting(String what) {
		return new Asked(Kind.SETTING, what);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Asked asked && this.kind == asked.kind && this.what.equals(asked.what);
	}

	@Override
	public int hashCode() {
		return this.what.hashCode();
	}

	/**
	 * Kinds of questions.
	 */
	enum Kind {

		/** What counts by value when code asks for it: an {@link Ambient}. */
		AMBIENT,

		/** The key of a property. */
		PROPERTY,

		/** The type or the name of a bean. */
		BEAN,

		/** The type of an event that is published. */
		EVENT,

		/** What doesn't count, when running code reads it. */
		SURROUNDINGS,

		/** What doesn't count, whichever code reads it. */
		SETTING

	}

}
