package io.musubito;

import org.jspecify.annotations.Nullable;

/**
 * Thrown after a step has run: its result would not be the same when read back from the
 * store. Nothing was recorded. The result, which was paid for, is in {@link #result()}.
 */
public class ArtifactRoundTripException extends MusubitoException {

	private final transient @Nullable Object result;

	/**
	 * Creates an exception.
	 * @param message what happened, why, and what to do
	 * @param result the result that was paid for and can't be stored
	 * @param cause what caused it
	 */
	public ArtifactRoundTripException(String message, @Nullable Object result, @Nullable Throwable cause) {
		super(message, cause);
		this.result = result;
	}

	/**
	 * What the step returned.
	 * @return the result; {@code null} also after this exception was serialized
	 */
	public @Nullable Object result() {
		return this.result;
	}

}
