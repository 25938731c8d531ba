package io.musubito.execution;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;

import io.musubito.code.Ambient;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * What is around one call of a step.
 *
 * @param ambient what is asked by code that the call brings along, beside that of the
 * step
 * @param properties the keys of the properties that it asks for
 * @param subscriber the Reactor context of the subscriber; {@code null} when nobody
 * subscribes
 * @param place which code makes the call, when the step is one that many places call;
 * {@code null} for other steps
 */
public record CallSurroundings(Set<Ambient> ambient, SortedSet<String> properties, @Nullable Object subscriber,
		@Nullable Supplier<String> place) {

	/** Nothing that is not around each call of the step. */
	public static final CallSurroundings NONE = new CallSurroundings(Set.of(), Collections.emptySortedSet(), null,
			null);

	CallSurroundings of(Object newSubscriber) {
		return new CallSurroundings(this.ambient, this.properties, newSubscriber, this.place);
	}

	/**
	 * The same for a call of which it is told where it is made.
	 * @param where which code makes it, empty when that isn't known; asked on the thread
	 * of the call, and only when it executes
	 * @return what is around it
	 */
	public CallSurroundings at(Supplier<String> where) {
		return new CallSurroundings(this.ambient, this.properties, this.subscriber,
				SingletonSupplier.of(where)::obtain);
	}

}
