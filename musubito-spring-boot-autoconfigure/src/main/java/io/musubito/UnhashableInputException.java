package io.musubito;

import org.jspecify.annotations.Nullable;

/**
 * Thrown before a step runs: an argument has no content that could identify it.
 */
public class UnhashableInputException extends MusubitoException {

	/**
	 * Creates an exception.
	 * @param message what happened, why, and what to do
	 * @param cause what caused it
	 */
	public UnhashableInputException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
