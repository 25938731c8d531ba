package io.musubito.state;

import org.jspecify.annotations.Nullable;

/**
 * What the objects hold that the code of a step reads, as far as it can be told apart
 * from a call.
 */
public interface StepState {

	/** The code reads nothing. */
	StepState NONE = new NoStepState();

	/**
	 * The state as far as it can be told when all singletons are there, without creating
	 * or initialising anything. Its boundary is that of the step.
	 * @return the state then
	 */
	State atStartup();

	/**
	 * The state as it is now.
	 * @return the state; {@code null} when it depends on the object that is called
	 */
	@Nullable State current();

	/**
	 * The code of objects that come with the arguments of a call.
	 * @param type a class of the application
	 * @return the hash of all that its objects may do; {@code null} when the code of the
	 * step covers it
	 */
	@Nullable String code(Class<?> type);

	/**
	 * The same for a class that a recorded call names.
	 * @param className its name
	 * @return the hash; {@code null} when the code of the step covers it, or there is no
	 * such class
	 */
	@Nullable String code(String className);

}
