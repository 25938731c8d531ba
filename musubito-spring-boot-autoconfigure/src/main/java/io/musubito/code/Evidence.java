package io.musubito.code;

import java.util.List;
import java.util.Set;

/**
 * All that a fingerprint was computed from. When every question still has the same
 * answer, the computation would do the same again (a verifying trace in the terms of
 * Mokhov, Mitchell and Peyton Jones, Build Systems à la Carte, 2018).
 *
 * @param classes the classes that were consulted
 * @param named the classes by which beans may have been asked for
 * @param answers what the container answered
 */
record Evidence(List<Consulted> classes, Set<String> named, Set<String> answers) {

	/**
	 * A class that was consulted.
	 *
	 * @param name its name
	 * @param application whether the application has it
	 * @param known the hash of its file, see {@link ClassFile#known()}
	 */
	record Consulted(String name, boolean application, String known) {

		static Consulted of(ClassFile file) {
			return new Consulted(file.name(), file.isApplication(), file.known());
		}

		boolean isStillTrue(ClassFileCache files) {
			ClassFile file = files.file(this.name);
			return file.isApplication() == this.application && (this.known.isEmpty() || file.hash().equals(this.known));
		}

	}

}
