package io.musubito.identity;

import java.util.Collections;
import java.util.SortedSet;

/**
 * What the code of a step reaches and its fingerprint doesn't cover, as names of methods
 * ({@code com.acme.Rules#apply(java.lang.String)}).
 *
 * @param external methods of libraries that the application calls; those of the JDK are
 * left out
 * @param unresolved methods of the application without a body of which no implementation
 * was found
 * @param reflection calls behind which any code may be
 */
public record CodeBoundary(SortedSet<String> external, SortedSet<String> unresolved, SortedSet<String> reflection) {

	static final CodeBoundary NONE = new CodeBoundary(Collections.emptySortedSet(), Collections.emptySortedSet(),
			Collections.emptySortedSet());

}
