package io.musubito.code;

import java.util.stream.Stream;

/**
 * A method, or what is declared of a class, as it goes into fingerprints.
 *
 * @param name its name for people
 * @param hash the hash of its symbolic form
 * @param references where to go on from it
 * @param later where to go on from the lambdas and the local classes in it that it leaves
 * behind: they may run at any time after
 */
record CodePart(String name, String hash, References references, References later) {

	/**
	 * Where to go on from all of it.
	 */
	Stream<References> all() {
		return Stream.of(this.references, this.later);
	}

}
