package io.musubito;

/**
 * How much code is part of the identity of a step.
 */
public enum CodeLevel {

	/**
	 * The method of the step and all that it reaches in classes of the application.
	 */
	REACHABLE,

	/**
	 * The method of the step with its lambdas, and the shapes of its parameters and its
	 * result.
	 */
	METHOD,

	/**
	 * No code: only the version of the step tells that it was changed.
	 */
	NONE

}
