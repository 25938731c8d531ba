package io.musubito.execution;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

import io.musubito.StepDefinition;
import io.musubito.StepDefinitionException;

/**
 * Keeps the definitions of annotated steps, from startup on, and of steps without an
 * annotation, from their first call on.
 */
public final class StepRegistry implements StepDefinitions {

	private final ConcurrentNavigableMap<String, StepDefinition> definitions = new ConcurrentSkipListMap<>();

	private final Set<String> annotated = ConcurrentHashMap.newKeySet();

	/**
	 * Adds the definition of an annotated step.
	 * @param definition the definition
	 */
	public void registerAnnotated(StepDefinition definition) {
		this.annotated.add(definition.operation());
		this.definitions.put(definition.operation(), definition);
	}

	/**
	 * Adds or replaces the definition of a step without an annotation.
	 * @param definition the definition
	 * @throws StepDefinitionException when an annotated step has the same name
	 */
	public void register(StepDefinition definition) {
		if (this.annotated.contains(definition.operation())) {
			throw new StepDefinitionException("Step '" + definition.operation() + "' has the name of a step with an "
					+ "annotation. Their results would be taken for each other's. Give it another name.", null);
		}
		this.definitions.put(definition.operation(), definition);
	}

	@Override
	public Collection<StepDefinition> all() {
		return List.copyOf(this.definitions.values());
	}

	@Override
	public Optional<StepDefinition> find(String operation) {
		return Optional.ofNullable(this.definitions.get(operation));
	}

}
