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
	static final String SOURCES = "0172e516db96c0490a5264ca964fb0cb7a5c5f8d14f91371354a1ae1c7ec775a";

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
