package io.musubito.identity;

/**
 * The kinds of values that hold others. The class of a collection is no part of its
 * content, its kind is.
 */
enum Container {

	ARRAY('('), LIST('['), SET('<'), ORDERED_SET('{'), MAP('M'), ORDERED_MAP('L'), ENTRY('E'), OPTIONAL('O'),
	OBJECT('R'),

	/**
	 * A set that may or may not have an order: encoded like an ordered one.
	 */
	ITERATED_SET('{'),

	/**
	 * A map that may or may not have an order: encoded like an ordered one.
	 */
	ITERATED_MAP('L');

	private final char tag;

	Container(char tag) {
		this.tag = tag;
	}

	char tag() {
		return this.tag;
	}

	boolean sorted() {
		return this == SET || this == MAP;
	}

	boolean isSet() {
		return this == SET || this == ORDERED_SET || this == ITERATED_SET;
	}

	boolean isMap() {
		return this == MAP || this == ORDERED_MAP || this == ITERATED_MAP;
	}

	boolean hasEntries() {
		return isSet() || isMap();
	}

	/**
	 * The kind without regard to order.
	 * @return the same for all maps, and the same for all sets
	 */
	Container family() {
		if (isSet()) {
			return SET;
		}
		return (isMap()) ? MAP : this;
	}

}
