package io.musubito.execution;

import io.musubito.Reason;

/**
 * A stored result that can't be read. Never leaves the package.
 */
final class UnreadableResultException extends Exception {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	/**
	 * Creates the exception.
	 * @param reason {@link Reason#ARTIFACT_MISSING} or {@link Reason#ARTIFACT_CORRUPT}
	 * @param message why, as a sentence
	 */
	UnreadableResultException(Reason reason, String message) {
		super(message, null, false, false);
		this.reason = reason;
	}

	Reason reason() {
		return this.reason;
	}

}
