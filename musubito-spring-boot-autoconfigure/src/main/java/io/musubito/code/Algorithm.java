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
	static final String SOURCES = "e96e4a2e5caf881ce53dca5a89cf429a8afa990e99a6aa699b7645cb502ed228";

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
