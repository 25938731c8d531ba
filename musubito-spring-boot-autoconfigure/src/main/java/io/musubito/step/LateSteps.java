package io.musubito.step;

import java.util.Optional;

/**
 * Steps that the application has and that are not registered before their first call.
 */
@FunctionalInterface
public interface LateSteps {

	/** There are none. */
	LateSteps NONE = (operation, codeFingerprint) -> Optional.empty();

	/**
	 * Finds a step that an earlier process called.
	 * @param operation the operation
	 * @param codeFingerprint the hash of the code that it had then
	 * @return the step as it is today, empty when its code is not that any more, or is
	 * not known
	 */
	Optional<Step> find(String operation, String codeFingerprint);

}
