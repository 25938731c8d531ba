package io.musubito.execution;

/**
 * Thrown when a call can't be handed over to another process.
 */
public final class NotDispatchableException extends RuntimeException {

	/**
	 * Creates it.
	 * @param reason the end of a sentence, without values
	 */
	public NotDispatchableException(String reason) {
		super(reason, null, false, false);
	}

}
