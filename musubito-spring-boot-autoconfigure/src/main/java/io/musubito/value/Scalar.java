package io.musubito.value;

/**
 * The primitive types, each with the tag of its encoding. Integral values are encoded as
 * they are, {@code float} and {@code double} by their IEEE bits with one NaN.
 */
public enum Scalar {

	/** A {@code boolean}. */
	BOOLEAN('z'),

	/** A {@code byte}. */
	BYTE('b'),

	/** A {@code short}. */
	SHORT('s'),

	/** A {@code char}. */
	CHAR('c'),

	/** A {@code int}. */
	INT('i'),

	/** A {@code long}. */
	LONG('l'),

	/** A {@code float}. */
	FLOAT('f'),

	/** A {@code double}. */
	DOUBLE('d');

	private final char tag;

	Scalar(char tag) {
		this.tag = tag;
	}

	char tag() {
		return this.tag;
	}

}
