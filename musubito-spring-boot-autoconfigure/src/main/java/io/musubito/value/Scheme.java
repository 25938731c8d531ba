package io.musubito.value;

/**
 * How computations are told apart.
 */
public final class Scheme {

	/**
	 * The name of the encoding, a part of each hash. It changes with the encoding of
	 * values and with the symbolic form of code, so that hashes of another one are
	 * recognised and never met. Keys of effects have a scheme of their own.
	 */
	public static final String NAME = "musubito/3";

	private Scheme() {
	}

}
