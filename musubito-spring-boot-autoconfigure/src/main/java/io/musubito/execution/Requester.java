package io.musubito.execution;

import io.musubito.value.UnhashableValueException;
import org.jspecify.annotations.Nullable;

/**
 * Tells whose request it is, by the request itself.
 */
public interface Requester {

	/**
	 * Whose request this thread serves.
	 * @return what the request says of the caller; {@code null} when there is no request,
	 * or it says nothing
	 */
	default @Nullable Object current() {
		return null;
	}

	/**
	 * Whose request it is that something is subscribed to for.
	 * @param subscriber the Reactor context of the subscriber
	 * @return what the request says of the caller; {@code null} when there is no request,
	 * or it says nothing
	 * @throws UnhashableValueException when it is not known yet
	 */
	default @Nullable Object subscribed(Object subscriber) {
		return null;
	}

}
