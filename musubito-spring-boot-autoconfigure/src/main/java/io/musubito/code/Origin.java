package io.musubito.code;

/**
 * Where an object comes from, as a method sees it. When it may come from several places,
 * the last of them in this order counts.
 */
enum Origin {

	/** The method creates it. */
	FRESH,

	/** It is the object that the method is called on. */
	THIS,

	/** It is known to others. */
	OTHER;

	Origin or(Origin other) {
		return (compareTo(other) >= 0) ? this : other;
	}

}
