package io.musubito.execution;

import io.musubito.value.UnhashableValueException;
import org.jspecify.annotations.Nullable;

/**
 * Tells who calls. Asked in each call of steps whose code asks so itself.
 */
public interface Caller {

	/** Nobody can be told. */
	Caller UNKNOWN = () -> null;

	/**
	 * Who calls in this thread.
	 * @return the hash of all that code may learn of the caller; {@code null} when nobody
	 * is known
	 * @throws UnhashableValueException when something of it can't be hashed
	 */
	@Nullable String current();

	/**
	 * Who subscribes.
	 * @param subscriber the Reactor context of the subscriber
	 * @return the hash of all that code may learn of the subscriber; {@code null} when
	 * nobody is known
	 * @throws UnhashableValueException when something of it can't be hashed, or is not
	 * known yet
	 */
	default @Nullable String subscribed(Object subscriber) {
		return null;
	}

}
