package io.musubito;

import org.jspecify.annotations.Nullable;

/**
 * Thrown at startup: a step is declared in a way that can't work. The message says what
 * to do.
 */
public class StepDefinitionException extends MusubitoException {

	/**
	 * Creates an exception.
	 * @param message what happened, why, and what to do
	 * @param cause what caused it
	 */
	public StepDefinitionException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
