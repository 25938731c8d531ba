package io.musubito;

import org.jspecify.annotations.Nullable;

/**
 * Thrown in mode {@link ReplayMode#REPLAY_ONLY} by a step that would have to execute.
 * Nothing was executed.
 */
public class ReplayMissException extends MusubitoException {

	public ReplayMissException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
