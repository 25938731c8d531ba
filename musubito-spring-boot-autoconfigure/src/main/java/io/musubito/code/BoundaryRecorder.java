package io.musubito.code;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import io.musubito.CodeBoundary;

/**
 * Notes where the code of a step leaves what can be followed.
 */
final class BoundaryRecorder {

	private final Set<Call> calls = new HashSet<>();

	private final SortedSet<String> external = new TreeSet<>();

	private final SortedSet<String> unresolved = new TreeSet<>();

	private final SortedSet<String> reflection = new TreeSet<>();

	private final SortedSet<String> surroundings = new TreeSet<>();

	void external(Call call) {
		if (!this.calls.add(call)) {
			return;
		}
		if (ReflectiveCalls.isOne(call)) {
			this.reflection.add(MethodName.of(call));
		}
		else if (!call.owner().startsWith("java/")) {
			this.external.add(MethodName.of(call));
		}
	}

	void unresolved(Call call) {
		this.unresolved.add(MethodName.of(call));
	}

	void surroundings(String what) {
		this.surroundings.add(what);
	}

	CodeBoundary toBoundary() {
		return new CodeBoundary(this.external, this.unresolved, this.reflection, this.surroundings,
				Collections.emptySortedSet(), Collections.emptySortedSet());
	}

}
