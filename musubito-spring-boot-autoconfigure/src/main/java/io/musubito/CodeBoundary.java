package io.musubito;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where the code of a step leaves what its fingerprint covers, as names of methods
 * ({@code com.acme.Rules#apply(java.lang.String)}). When one of them does something else,
 * the fingerprint stays the same and old results are replayed.
 *
 * @param external methods of libraries that the application calls; those of the JDK are
 * left out
 * @param unresolved methods of the application without a body of which no implementation
 * was found
 * @param reflection calls behind which any code may be
 */
public record CodeBoundary(SortedSet<String> external, SortedSet<String> unresolved, SortedSet<String> reflection) {

	/** Nothing was left out, or nothing was followed. */
	public static final CodeBoundary NONE = new CodeBoundary(Collections.emptySortedSet(), Collections.emptySortedSet(),
			Collections.emptySortedSet());

	public CodeBoundary {
		external = Collections.unmodifiableSortedSet(new TreeSet<>(external));
		unresolved = Collections.unmodifiableSortedSet(new TreeSet<>(unresolved));
		reflection = Collections.unmodifiableSortedSet(new TreeSet<>(reflection));
	}

}
