package io.musubito.recording;

import io.musubito.MusubitoException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a recording can't be used.
 */
public class RecordingException extends MusubitoException {

	/**
	 * Creates the exception.
	 * @param message which recording it is, why it can't be used, and what to do
	 * @param cause what happened underneath; {@code null} when nothing did
	 */
	public RecordingException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
