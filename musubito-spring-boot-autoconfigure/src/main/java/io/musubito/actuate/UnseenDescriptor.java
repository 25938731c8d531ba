package io.musubito.actuate;

import java.util.Collection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.musubito.CodeBoundary;
import org.jspecify.annotations.Nullable;

/**
 * What the identity of a step doesn't cover, but for calls of libraries, which are many
 * and are shown of each node.
 */
@JsonInclude(Include.NON_EMPTY)
record UnseenDescriptor(Collection<String> state, Collection<String> surroundings, Collection<String> reflection,
		Collection<String> unresolved, Collection<String> advice) {

	static @Nullable UnseenDescriptor of(CodeBoundary boundary) {
		UnseenDescriptor unseen = new UnseenDescriptor(boundary.state(), boundary.surroundings(), boundary.reflection(),
				boundary.unresolved(), boundary.advice());
		boolean nothing = unseen.state.isEmpty() && unseen.surroundings.isEmpty() && unseen.reflection.isEmpty()
				&& unseen.unresolved.isEmpty() && unseen.advice.isEmpty();
		return (nothing) ? null : unseen;
	}

}
