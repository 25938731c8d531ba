package io.musubito;

/**
 * A model was not called because the limits of {@code musubito.ai.limits} left no place
 * for the call within {@code musubito.ai.limits-max-wait}, or will never have one. The
 * message says which limits, how long the call has waited, and what to do.
 */
public final class ModelLimitException extends MusubitoException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what happened, why, and what to do
	 */
	public ModelLimitException(String message) {
		super(message, null);
	}

}
