package io.musubito.store.jdbc;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A node as a file has it.
 *
 * @param status its state
 * @param artifactId its artifact; {@code null} when it has none
 */
record FileNode(String status, @Nullable String artifactId) {

	private static final Set<String> VALID = Set.of("SUCCESS", "OUTDATED", "MANUAL");

	static boolean isValid(String status) {
		return VALID.contains(status);
	}

	/**
	 * Whether what was consumed from it there may be consumed from it here.
	 * @param statusHere its state here
	 * @param artifactHere its artifact here
	 */
	boolean isSame(String statusHere, @Nullable String artifactHere) {
		return this.artifactId != null && this.artifactId.equals(artifactHere)
				&& (isValid(statusHere) || !isValid(this.status));
	}

}
