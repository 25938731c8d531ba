package io.musubito;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where a step leaves what its identity covers. When something of it is another one, the
 * identity stays the same and old results are replayed. Methods are named as
 * {@code com.acme.Rules#apply(java.lang.String)}, fields as
 * {@code com.acme.Writer.cache}.
 *
 * @param external methods of libraries that the application calls; those of the JDK are
 * left out
 * @param unresolved methods of the application without a body of which no implementation
 * was found
 * @param reflection calls behind which any code may be
 * @param surroundings what the code reads or reaches around it: thread locals, the
 * request, properties by computed names, listeners of events that it publishes
 * @param state fields that it reads and whose values don't count, with what they hold
 * @param advice advice of libraries around the step or around beans that it calls
 */
public record CodeBoundary(SortedSet<String> external, SortedSet<String> unresolved, SortedSet<String> reflection,
		SortedSet<String> surroundings, SortedSet<String> state, SortedSet<String> advice) {

	/** Nothing was left out, or nothing was followed. */
	public static final CodeBoundary NONE = new CodeBoundary(Collections.emptySortedSet(), Collections.emptySortedSet(),
			Collections.emptySortedSet(), Collections.emptySortedSet(), Collections.emptySortedSet(),
			Collections.emptySortedSet());

	/**
	 * Copies its sets.
	 * @param external methods of libraries that the application calls; those of the JDK
	 * are left out
	 * @param unresolved methods of the application without a body of which no
	 * implementation was found
	 * @param reflection calls behind which any code may be
	 * @param surroundings what the code reads or reaches around it: thread locals, the
	 * request, properties by computed names, listeners of events that it publishes
	 * @param state fields that it reads and whose values don't count, with what they hold
	 * @param advice advice of libraries around the step or around beans that it calls
	 */
	public CodeBoundary {
		external = copy(external);
		unresolved = copy(unresolved);
		reflection = copy(reflection);
		surroundings = copy(surroundings);
		state = copy(state);
		advice = copy(advice);
	}

	/**
	 * This and another boundary together.
	 * @param other the other one
	 * @return all that either leaves
	 */
	public CodeBoundary and(CodeBoundary other) {
		return new CodeBoundary(union(this.external, other.external), union(this.unresolved, other.unresolved),
				union(this.reflection, other.reflection), union(this.surroundings, other.surroundings),
				union(this.state, other.state), union(this.advice, other.advice));
	}

	private static SortedSet<String> union(SortedSet<String> one, SortedSet<String> other) {
		SortedSet<String> union = new TreeSet<>(one);
		union.addAll(other);
		return union;
	}

	private static SortedSet<String> copy(SortedSet<String> names) {
		return Collections.unmodifiableSortedSet(new TreeSet<>(names));
	}

}
