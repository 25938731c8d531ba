package io.musubito.store;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Tells what steps were at the last start that was recorded, and remembers nothing.
 */
final class ReadOnlyDefinitionStore implements DefinitionStore {

	private final DefinitionStore definitions;

	ReadOnlyDefinitionStore(DefinitionStore definitions) {
		this.definitions = definitions;
	}

	@Override
	public Map<String, SortedMap<String, String>> findAll() {
		return this.definitions.findAll();
	}

	@Override
	public void remember(Map<String, SortedMap<String, String>> components) {
	}

	@Override
	public Map<String, String> findEffectNames(String operation, String version) {
		return this.definitions.findEffectNames(operation, version);
	}

	@Override
	public void rememberEffectNames(String operation, String version, Map<String, String> names) {
	}

	@Override
	public Optional<String> findScheme() {
		return this.definitions.findScheme();
	}

	@Override
	public void rememberScheme(String scheme) {
	}

	@Override
	public long countNodesOfOtherSchemes(String scheme) {
		return this.definitions.countNodesOfOtherSchemes(scheme);
	}

	@Override
	public long countNodes(Collection<String> operations) {
		return this.definitions.countNodes(operations);
	}

	@Override
	public long countNodesAndDownstream(Collection<String> operations, long limit) {
		return this.definitions.countNodesAndDownstream(operations, limit);
	}

}
