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
	static final String SOURCES = "e3bffed783d120a16b29232bd1a14013c6c51f8c75775359b96c72073f6403be";

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
