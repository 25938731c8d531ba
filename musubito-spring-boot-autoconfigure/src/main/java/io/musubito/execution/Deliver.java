package io.musubito.execution;

import org.jspecify.annotations.Nullable;

/**
 * To deliver an answer to the caller.
 *
 * @param answer what all callers share
 * @param value the value, an object of this caller's own
 */
record Deliver(Answer answer, @Nullable Object value) implements Next, Lookup.Found {

	/**
	 * The answer of another caller, as an object of its own.
	 */
	static Deliver joined(IdentifiedCall call, Answer answer) {
		return new Deliver(answer, call.call().step().artifactType().decode(answer.artifact().payload()));
	}

}
