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

	/** A collection that is neither a list nor a set, without an order. */
	BAG('G');

	private final char tag;

	Container(char tag) {
		this.tag = tag;
	}

	char tag() {
		return this.tag;
	}

	boolean sorted() {
		return this == SET || this == MAP || this == BAG;
	}

	boolean isSet() {
		return this == SET || this == ORDERED_SET;
	}

	boolean isMap() {
		return this == MAP || this == ORDERED_MAP;
	}

	boolean hasEntries() {
		return isSet() || isMap() || this == BAG;
	}

	/**
	 * The kind without regard to order.
	 * @return the same for all maps, the same for all sets, and the same for all others
	 */
	Container family() {
		if (isSet()) {
			return SET;
		}
		if (this == BAG) {
			return LIST;
		}
		return (isMap()) ? MAP : this;
	}

}
