package io.musubito.execution;

/**
 * Thrown to whoever makes a call that was handed over, when it is not executed here.
 */
final class NotTakenOverException extends RuntimeException {

	NotTakenOverException() {
		super("The call is not executed here", null, false, false);
	}

}
