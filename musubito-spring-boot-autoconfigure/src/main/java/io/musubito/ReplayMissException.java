package io.musubito;

import org.jspecify.annotations.Nullable;

/**
 * Thrown in mode {@link ReplayMode#REPLAY_ONLY} by a step that would have to execute.
 * Nothing was executed.
 */
public class ReplayMissException extends MusubitoException {

	private final transient @Nullable Explanation explanation;

	/**
	 * Creates an exception.
	 * @param message what happened, why, and what to do
	 * @param cause what caused it
	 */
	public ReplayMissException(String message, @Nullable Throwable cause) {
		this(message, cause, null);
	}

	/**
	 * Creates the exception.
	 * @param message the message, which may be logged
	 * @param cause its cause
	 * @param explanation why the step would have to execute
	 */
	public ReplayMissException(String message, @Nullable Throwable cause, @Nullable Explanation explanation) {
		super(message, cause);
		this.explanation = explanation;
	}

	/**
	 * Why the step would have to execute, with what inputs were and are. The message has
	 * no values, as it may be logged.
	 * @return the explanation; {@code null} when it is not known
	 */
	public @Nullable Explanation explanation() {
		return this.explanation;
	}

}
