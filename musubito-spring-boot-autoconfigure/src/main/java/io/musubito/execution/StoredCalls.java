package io.musubito.execution;

/**
 * Makes calls of steps whose arguments were stored by another process.
 */
public interface StoredCalls {

	/**
	 * Calls a step.
	 * @param operation the step
	 * @param arguments what {@link StorableArguments#encode} returned there
	 * @return {@code false} when there is no such step here, or it can't take these
	 * arguments
	 * @throws Throwable what the method throws
	 */
	boolean call(String operation, String arguments) throws Throwable;

}
