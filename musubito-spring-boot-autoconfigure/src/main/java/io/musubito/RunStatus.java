package io.musubito;

/**
 * The state of a run.
 */
public enum RunStatus {

	/**
	 * It was submitted, and nobody has begun it.
	 */
	SUBMITTED,

	/**
	 * It has not ended.
	 */
	RUNNING,

	/**
	 * It ended normally.
	 */
	SUCCESS,

	/**
	 * It ended with an exception.
	 */
	FAILED,

	/**
	 * Its process, or its application context, ended before it did.
	 */
	ABANDONED

}
