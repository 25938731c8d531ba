package io.musubito.step;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;

import io.musubito.CodeBoundary;
import io.musubito.StepDefinition;

/**
 * The steps of the application, by operation.
 */
public interface StepDefinitions {

	/**
	 * All steps that are known, ordered by operation.
	 * @return the definitions
	 */
	Collection<StepDefinition> all();

	/**
	 * Finds a step.
	 * @param operation the operation
	 * @return its definition, empty when the application has no such step (any more)
	 */
	Optional<StepDefinition> find(String operation);

	/**
	 * Where a step leaves what its identity covers: what the code reaches, what the
	 * objects hold that it reads, and what stands around them. Known when all singletons
	 * are there.
	 * @param operation the operation
	 * @return the boundary, an empty one when there is no such step
	 */
	CodeBoundary boundary(String operation);

	/**
	 * What the replay keys of a step are made of today, apart from its inputs.
	 * @param operation the operation
	 * @return the components {@code scheme}, {@code version}, {@code code},
	 * {@code resource …} and {@code property …}; empty when there is no such step
	 */
	SortedMap<String, String> components(String operation);

}
