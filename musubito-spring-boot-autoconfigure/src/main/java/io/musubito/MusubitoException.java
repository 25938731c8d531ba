package io.musubito;

import org.jspecify.annotations.Nullable;

/**
 * The root of all exceptions that Musubito throws itself. Exceptions of step methods pass
 * through as they are.
 */
public abstract class MusubitoException extends RuntimeException {

	protected MusubitoException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
