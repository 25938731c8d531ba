package io.musubito;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when another process executes the same computation for longer than
 * {@code musubito.claims.max-wait}, and {@code musubito.claims.on-timeout} is
 * {@code fail}. The message names the process.
 */
public class ClaimTimeoutException extends MusubitoException {

	/**
	 * Creates an exception.
	 * @param message what happened, why, and what to do
	 * @param cause what caused it
	 */
	public ClaimTimeoutException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
