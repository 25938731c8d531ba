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
	static final String SOURCES = "b0f808ff488bb0c097e797773f390a743b8d16bec174aa8201dfa20fbce5cd1c";

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
