package io.musubito;

import org.jspecify.annotations.Nullable;

/**
 * The root of all exceptions that Musubito throws itself. Exceptions of step methods pass
 * through as they are.
 */
public abstract class MusubitoException extends RuntimeException {

	/**
	 * Creates the exception.
	 * @param message what happened, why, and what to do, without values
	 * @param cause what happened underneath; {@code null} when nothing did
	 */
	protected MusubitoException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
