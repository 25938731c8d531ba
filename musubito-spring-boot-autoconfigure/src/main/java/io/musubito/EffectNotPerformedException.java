package io.musubito;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by the method of an effect when it is certain that nothing has happened and
 * nothing will: the receiver refused, the connection was never made. The effect is then
 * free to be tried again. Every other exception leaves it in doubt.
 */
public class EffectNotPerformedException extends MusubitoException {

	/**
	 * Creates an exception.
	 * @param message what happened, why, and what to do
	 */
	public EffectNotPerformedException(String message) {
		this(message, null);
	}

	/**
	 * Creates an exception.
	 * @param message what happened, why, and what to do
	 * @param cause what caused it
	 */
	public EffectNotPerformedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
