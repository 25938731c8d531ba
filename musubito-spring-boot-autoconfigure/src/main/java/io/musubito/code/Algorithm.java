package io.musubito.code;

import io.musubito.value.Scheme;
import org.objectweb.asm.ClassReader;

/**
 * How fingerprints are computed. One that was computed in another way is not remembered,
 * even if it could be the same.
 */
final class Algorithm {

	/**
	 * The hash of the sources that decide what a fingerprint is. A test fails as long as
	 * it is not that of today's.
	 */
	static final String SOURCES = "6e74396e0542e2a92cf4e0dfb9abb500dcd658bb760daec1e6b1218f366686c1";

	private Algorithm() {
	}

	/**
	 * The algorithm with what it relies on.
	 * @return a text that is another one when anything of it changes
	 */
	static String id() {
		return Scheme.NAME + " " + SOURCES + " asm " + ClassReader.class.getPackage().getImplementationVersion();
	}

}
