package io.musubito;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the store can't be opened or used. At startup it fails the start.
 */
public class StoreException extends MusubitoException {

	public StoreException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
