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
	static final String SOURCES = "0e30da7ff4c8f109dbe50d95669253c4dfc83657e88f9a408f23d88cf9b51b29";

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
