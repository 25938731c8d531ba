package io.musubito.execution;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;

import io.musubito.code.Ambient;
import org.jspecify.annotations.Nullable;

/**
 * What is around one call of a step.
 *
 * @param ambient what is asked by code that the call brings along, beside that of the
 * step
 * @param properties the keys of the properties that it asks for
 * @param subscriber the Reactor context of the subscriber; {@code null} when nobody
 * subscribes
 */
public record CallSurroundings(Set<Ambient> ambient, SortedSet<String> properties, @Nullable Object subscriber) {

	/** Nothing that is not around each call of the step. */
	public static final CallSurroundings NONE = new CallSurroundings(Set.of(), Collections.emptySortedSet(), null);

	CallSurroundings of(Object newSubscriber) {
		return new CallSurroundings(this.ambient, this.properties, newSubscriber);
	}

}
