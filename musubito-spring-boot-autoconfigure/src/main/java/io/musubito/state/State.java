package io.musubito.state;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.musubito.CodeBoundary;
import io.musubito.code.CodeDependencies;
import io.musubito.value.DigestSink;

/**
 * What the objects that a step reaches hold at one moment, as far as its code reads it.
 *
 * @param hash the hash of all entries; empty when there are none
 * @param entries hashes by what they are of: {@code state com.acme.Writer.tone} for a
 * field, {@code code com.acme.Strict} for the code of an object that nobody expected,
 * {@code mock com.acme.Writer.gateway} for a mock, which is another one in each context
 * @param uncounted fields that the code reads and whose values don't count, with the
 * class of what they hold: {@code com.acme.Writer.repository (com.acme.Repository)}
 * @param advice advice of libraries around the objects, of which it isn't known what it
 * does to a result
 * @param callers the beans among the objects that belong to one request or session
 * @param scoped the beans among the objects that are of another scope than all these: of
 * a thread, or of one that the application has made
 * @param dependencies what the code depends on, that of unexpected objects included
 * @param unexpected what the code of unexpected objects doesn't see
 */
public record State(String hash, SortedMap<String, String> entries, SortedSet<String> uncounted,
		SortedSet<String> advice, SortedSet<String> callers, SortedSet<String> scoped, CodeDependencies dependencies,
		CodeBoundary unexpected) {

	/** Nothing is read of any object. */
	public static final State NONE = new State(Collections.emptySortedMap(), Collections.emptySortedSet(),
			Collections.emptySortedSet(), Collections.emptySortedSet(), Collections.emptySortedSet(),
			CodeDependencies.NONE, CodeBoundary.NONE);

	public State {
		entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
		uncounted = Collections.unmodifiableSortedSet(new TreeSet<>(uncounted));
		advice = Collections.unmodifiableSortedSet(new TreeSet<>(advice));
		callers = Collections.unmodifiableSortedSet(new TreeSet<>(callers));
		scoped = Collections.unmodifiableSortedSet(new TreeSet<>(scoped));
	}

	State(SortedMap<String, String> entries, SortedSet<String> uncounted, SortedSet<String> advice,
			SortedSet<String> callers, SortedSet<String> scoped, CodeDependencies dependencies,
			CodeBoundary unexpected) {
		this(hash(entries), entries, uncounted, advice, callers, scoped, dependencies, unexpected);
	}

	/**
	 * The state of a step of which nothing is known but who has the bean that it is
	 * called on.
	 * @param caller the bean and its scope
	 * @return the state
	 */
	public static State of(String caller) {
		return new State(Collections.emptySortedMap(), Collections.emptySortedSet(), Collections.emptySortedSet(),
				new TreeSet<>(Set.of(caller)), Collections.emptySortedSet(), CodeDependencies.NONE, CodeBoundary.NONE);
	}

	/**
	 * The boundary of a step, with what this adds to it.
	 * @param code the boundary of its code
	 * @return the boundary of the step
	 */
	public CodeBoundary boundary(CodeBoundary code) {
		SortedSet<String> none = Collections.emptySortedSet();
		CodeBoundary later = this.unexpected;
		// What is behind an interface is known by the objects that are there
		return code.and(new CodeBoundary(none, none, none, none, this.uncounted, this.advice))
			.and(new CodeBoundary(later.external(), none, later.reflection(), later.surroundings(), later.state(),
					later.advice()));
	}

	/**
	 * The hash of entries, for those who add some to a state.
	 * @param entries the entries
	 * @return the hash; empty without entries
	 */
	public static String hash(SortedMap<String, String> entries) {
		if (entries.isEmpty()) {
			return "";
		}
		DigestSink sink = new DigestSink("state");
		entries.forEach((name, hash) -> {
			sink.text(name);
			sink.text(hash);
		});
		return sink.hex();
	}

}
