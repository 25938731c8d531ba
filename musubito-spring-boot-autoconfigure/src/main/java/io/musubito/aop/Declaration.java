package io.musubito.aop;

import java.lang.reflect.Method;

import io.musubito.StepDefinitionException;
import org.jspecify.annotations.Nullable;

/**
 * Where a step is declared, for messages.
 *
 * @param operation the name of the step
 * @param method the method
 */
record Declaration(String operation, Method method) {

	/**
	 * Refuses what is declared.
	 * @param reason what is wrong, why, and what to do
	 * @param cause what was caught
	 * @return the exception to throw
	 */
	StepDefinitionException refused(String reason, @Nullable Throwable cause) {
		return new StepDefinitionException(this + ": " + reason, cause);
	}

	@Override
	public String toString() {
		return "Step '" + this.operation + "' (" + this.method.getDeclaringClass().getName() + "#"
				+ this.method.getName() + ")";
	}

}
