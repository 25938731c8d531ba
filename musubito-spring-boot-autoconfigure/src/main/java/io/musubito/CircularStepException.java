package io.musubito;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a step, directly or through others, asks for its own result: it would wait
 * for itself. The message shows the chain.
 */
public class CircularStepException extends MusubitoException {

	/**
	 * Creates an exception.
	 * @param message what happened, why, and what to do
	 * @param cause what caused it
	 */
	public CircularStepException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
