package io.musubito;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the store can't be opened or used. At startup it fails the start.
 */
public class StoreException extends MusubitoException {

	/**
	 * Creates an exception.
	 * @param message what happened, why, and what to do
	 * @param cause what caused it
	 */
	public StoreException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
