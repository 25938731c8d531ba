package io.musubito.identity;

/**
 * The primitive types, each with the tag of its encoding. Integral values are encoded as
 * they are, {@code float} and {@code double} by their IEEE bits with one NaN.
 */
enum Scalar {

	BOOLEAN('z'), BYTE('b'), SHORT('s'), CHAR('c'), INT('i'), LONG('l'), FLOAT('f'), DOUBLE('d');

	private final char tag;

	Scalar(char tag) {
		this.tag = tag;
	}

	char tag() {
		return this.tag;
	}

}
