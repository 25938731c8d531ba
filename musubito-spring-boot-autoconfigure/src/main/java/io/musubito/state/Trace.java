package io.musubito.state;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.musubito.CodeBoundary;
import io.musubito.code.CodeDependencies;
import io.musubito.value.DigestSink;

/**
 * What a walk says of the objects that it meets. Of each field there is a list, because
 * there may be many objects of one class; in the order of the walk, so that the lists
 * together tell which object holds which.
 */
final class Trace {

	private final SortedMap<String, List<String>> said = new TreeMap<>();

	private final SortedMap<String, String> more = new TreeMap<>();

	private final SortedSet<String> uncounted = new TreeSet<>();

	private final SortedSet<String> advice = new TreeSet<>();

	private final SortedSet<String> callers = new TreeSet<>();

	private final SortedSet<String> scoped = new TreeSet<>();

	void say(String component, String what) {
		this.said.computeIfAbsent(component, (key) -> new ArrayList<>(1)).add(what);
	}

	void put(String component, String hash) {
		this.more.put(component, hash);
	}

	void uncounted(String what) {
		this.uncounted.add(what);
	}

	void advice(String what) {
		this.advice.add(what);
	}

	void caller(String bean) {
		this.callers.add(bean);
	}

	/**
	 * A bean of a scope of its own that isn't that of a request or session.
	 */
	void scoped(String bean) {
		this.scoped.add(bean);
	}

	State toState(CodeDependencies dependencies, CodeBoundary code) {
		return new State(entries(), this.uncounted, this.advice, this.callers, this.scoped, dependencies, code);
	}

	/**
	 * The hash of all that was said.
	 */
	String hash() {
		return State.hash(entries());
	}

	private SortedMap<String, String> entries() {
		SortedMap<String, String> entries = new TreeMap<>(this.more);
		this.said.forEach((component, what) -> entries.put(component, hash(what)));
		return entries;
	}

	private static String hash(List<String> what) {
		DigestSink sink = new DigestSink("state-entry");
		what.forEach(sink::text);
		return sink.hex();
	}

}
