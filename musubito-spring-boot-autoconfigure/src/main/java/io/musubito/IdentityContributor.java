package io.musubito;

import org.jspecify.annotations.Nullable;

/**
 * Adds something to the identity of every step call, those of effects excepted, that is
 * neither an argument nor configuration: a tenant, a locale, a principal, a feature flag.
 * A bean of this type is asked on the thread of each call, before the store is looked at,
 * so it must be fast and safe for use by any number of threads.
 */
@FunctionalInterface
public interface IdentityContributor {

	/**
	 * What the results of a step depend on here and now.
	 * @param step the step
	 * @return a value, hashed by content; {@code null} adds nothing to this step. An
	 * exception, or a value that can't be hashed, refuses the call before the step runs
	 */
	@Nullable Object identity(StepDefinition step);

}
