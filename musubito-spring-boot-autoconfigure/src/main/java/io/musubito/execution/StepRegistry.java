package io.musubito.execution;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

import io.musubito.StepDefinition;

/**
 * Keeps the definitions of annotated steps, from startup on, and of steps without an
 * annotation, from their first call on.
 */
public final class StepRegistry implements StepDefinitions {

	private final ConcurrentNavigableMap<String, StepDefinition> definitions = new ConcurrentSkipListMap<>();

	/**
	 * Adds or replaces a definition.
	 * @param definition the definition
	 */
	public void register(StepDefinition definition) {
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
