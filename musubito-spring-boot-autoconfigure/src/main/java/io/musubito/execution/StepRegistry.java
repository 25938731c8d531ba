package io.musubito.execution;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

import io.musubito.StepDefinition;
import io.musubito.StepDefinitionException;
import io.musubito.identity.StepIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the definitions of annotated steps, from startup on, and of steps without an
 * annotation, from their first call on.
 */
public final class StepRegistry implements StepDefinitions {

	private final ConcurrentNavigableMap<String, Step> steps = new ConcurrentSkipListMap<>();

	private final Set<String> annotated = ConcurrentHashMap.newKeySet();

	/**
	 * Adds an annotated step.
	 * @param step the step
	 */
	public void registerAnnotated(Step step) {
		this.annotated.add(step.definition().operation());
		this.steps.put(step.definition().operation(), step);
	}

	/**
	 * Adds or replaces a step without an annotation.
	 * @param step the step
	 * @throws StepDefinitionException when an annotated step has the same name
	 */
	public void register(Step step) {
		String operation = step.definition().operation();
		if (this.annotated.contains(operation)) {
			throw new StepDefinitionException("Step '" + operation + "' has the name of a step with an "
					+ "annotation. Their results would be taken for each other's. Give it another name.", null);
		}
		this.steps.put(operation, step);
	}

	/**
	 * Finds a step.
	 * @param operation the operation
	 * @return the step, {@code null} when there is none
	 */
	@Nullable Step get(String operation) {
		return this.steps.get(operation);
	}

	@Override
	public Collection<StepDefinition> all() {
		return this.steps.values().stream().map(Step::definition).toList();
	}

	@Override
	public Optional<StepDefinition> find(String operation) {
		return Optional.ofNullable(this.steps.get(operation)).map(Step::definition);
	}

	@Override
	public SortedMap<String, String> components(String operation) {
		Step step = this.steps.get(operation);
		return (step != null)
				? StepIdentifier.components(step.definition(), step.code().get().hash(), step.configuration().get())
				: Collections.emptySortedMap();
	}

}
