package io.musubito;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a function failed for some items of a fan-out. All others have been
 * handled. The cause is the exception of the first item that failed, those of the next
 * few are suppressed ones.
 */
public class FanOutException extends MusubitoException {

	private final transient @Nullable Map<@Nullable Object, Throwable> failures;

	/**
	 * Creates an exception.
	 * @param message what happened, why, and what to do
	 * @param failures the exception of each item that failed
	 * @param cause what caused it
	 */
	public FanOutException(String message, Map<@Nullable Object, Throwable> failures, @Nullable Throwable cause) {
		super(message, cause);
		this.failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
	}

	/**
	 * What failed.
	 * @return the exceptions by item, in the order of the items; of items that are equal
	 * the exception of the first one that failed; empty after this exception was
	 * serialized
	 */
	public Map<@Nullable Object, Throwable> failures() {
		return (this.failures != null) ? this.failures : Map.of();
	}

}
