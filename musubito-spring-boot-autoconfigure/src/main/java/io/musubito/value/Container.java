package io.musubito.value;

/**
 * The kinds of values that hold others. The class of a collection is no part of its
 * content, its kind is.
 */
public enum Container {

	/** An array, of primitive values too. */
	ARRAY('('),

	/** A list, or another collection that is no set. */
	LIST('['),

	/** A set without an order. */
	SET('<'),

	/** A set with an order. */
	ORDERED_SET('{'),

	/** A map without an order. */
	MAP('M'),

	/** A map with an order. */
	ORDERED_MAP('L'),

	/** An entry of a map. */
	ENTRY('E'),

	/** An {@code Optional}. */
	OPTIONAL('O'),

	/** An object with properties. */
	OBJECT('R'),

	/** A set that may or may not have an order: encoded like an ordered one. */
	ITERATED_SET('{'),

	/** A map that may or may not have an order: encoded like an ordered one. */
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
