package io.musubito;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The code that a recorded computation was identified by, as it was then.
 *
 * @param fingerprint the hash of all parts
 * @param current whether the running application has this code for the step;
 * {@code false} when it has other code, or no such step, or one without an annotation
 * that it has not called yet
 * @param level how much code counted
 * @param parts the methods and classes that the fingerprint covers
 * @param boundary what they reach and it does not cover; only {@link CodeLevel#REACHABLE}
 * follows code and knows
 */
public record CodeView(String fingerprint, boolean current, CodeLevel level, SortedSet<String> parts,
		CodeBoundary boundary) {

	/**
	 * Copies its parts, in order.
	 * @param fingerprint the hash of all parts
	 * @param current whether the running application has this code for the step;
	 * {@code false} when it has other code, or no such step, or one without an annotation
	 * that it has not called yet
	 * @param level how much code counted
	 * @param parts the methods and classes that the fingerprint covers
	 * @param boundary what they reach and it does not cover; only
	 * {@link CodeLevel#REACHABLE} follows code and knows
	 */
	public CodeView {
		parts = Collections.unmodifiableSortedSet(new TreeSet<>(parts));
	}

}
