package io.musubito.identity;

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
	static final String SOURCES = "dd3eae6e49c9ff7990ab41979c0ee2083b0cbb4a643c2373634bb02ca3c1c902";

	private Algorithm() {
	}

	/**
	 * The algorithm with what it relies on.
	 * @return a text that is another one when anything of it changes
	 */
	static String id() {
		return StepIdentifier.SCHEME + " " + SOURCES + " asm "
				+ ClassReader.class.getPackage().getImplementationVersion();
	}

}
