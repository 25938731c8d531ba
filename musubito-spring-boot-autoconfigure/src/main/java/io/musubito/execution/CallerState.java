package io.musubito.execution;

import java.util.Collection;

import io.musubito.StepDefinitionException;

/**
 * What is true of steps that reach beans of one request or one session: everybody has
 * others, so that one caller would be given the results of another.
 */
public final class CallerState {

	private CallerState() {
	}

	/**
	 * Refuses a step.
	 * @param operation the step
	 * @param callers what it reaches
	 * @param why what is missing
	 * @return the exception to throw
	 */
	public static StepDefinitionException refused(String operation, Collection<String> callers, String why) {
		return new StepDefinitionException("Step '" + operation + "' depends on " + String.join(", ", callers)
				+ ", which is another one for each caller, " + why + ". One caller would be given the result of "
				+ "another. Pass what the step needs of it as an argument, or define an IdentityContributor that "
				+ "contributes whose result it is (the user, the session).", null);
	}

}
