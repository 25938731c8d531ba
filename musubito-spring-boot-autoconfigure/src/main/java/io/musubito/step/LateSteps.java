package io.musubito.step;

import java.util.Optional;

import io.musubito.artifact.ArtifactType;

/**
 * Steps that the application has and that are not registered before their first call.
 */
public interface LateSteps {

	/** There are none. */
	LateSteps NONE = new LateSteps() {

		@Override
		public Optional<Step> find(String operation, String codeFingerprint) {
			return Optional.empty();
		}

		@Override
		public Optional<ArtifactType> findResultType(String operation) {
			return Optional.empty();
		}

	};

	/**
	 * Finds a step that an earlier process called.
	 * @param operation the operation
	 * @param codeFingerprint the hash of the code that it had then
	 * @return the step as it is today, empty when its code is not that any more, or is
	 * not known
	 */
	Optional<Step> find(String operation, String codeFingerprint);

	/**
	 * Finds how the results of a step are stored that an earlier process called.
	 * @param operation the operation
	 * @return the type; empty when there was no such step, or when the type is gone
	 */
	Optional<ArtifactType> findResultType(String operation);

}
