package io.musubito;

import org.jspecify.annotations.Nullable;

/**
 * Thrown for a value that no step produced, where the result of a step is needed.
 */
public class UnknownLineageException extends MusubitoException {

	/**
	 * Creates an exception.
	 * @param message what happened, why, and what to do
	 * @param cause what caused it
	 */
	public UnknownLineageException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
