package io.musubito;

import org.jspecify.annotations.Nullable;

/**
 * Thrown for a run that can't be resumed: it is still running, it has ended successfully,
 * somebody else resumes it, or its call can't be repeated. Nothing has been run or
 * recorded then.
 */
public class RunNotResumableException extends MusubitoException {

	/** The run. */
	private final String runId;

	/**
	 * Creates the exception.
	 * @param runId the run
	 * @param message why it can't be resumed and what to do
	 * @param cause what was caught; {@code null} when nothing was
	 */
	public RunNotResumableException(String runId, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.runId = runId;
	}

	/**
	 * The run.
	 * @return its id
	 */
	public String runId() {
		return this.runId;
	}

}
