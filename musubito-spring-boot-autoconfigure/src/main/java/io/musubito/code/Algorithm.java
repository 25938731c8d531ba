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
	static final String SOURCES = "c28326643ce4039fc0c5670ddc393b8f8148cb25e4cbae253c827b46d5d2bac9";

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
