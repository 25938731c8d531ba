package io.musubito.recording;

import io.musubito.MusubitoException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a recording can't be used.
 */
public class RecordingException extends MusubitoException {

	public RecordingException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
