package io.musubito.store;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Keeps no definitions and finds none.
 */
final class NoDefinitionStore implements DefinitionStore {

	@Override
	public Map<String, SortedMap<String, String>> findAll() {
		return Map.of();
	}

	@Override
	public void remember(Map<String, SortedMap<String, String>> components) {
	}

	@Override
	public Map<String, String> findEffectNames(String operation, String version) {
		return Map.of();
	}

	@Override
	public void rememberEffectNames(String operation, String version, Map<String, String> names) {
	}

	@Override
	public Optional<String> findScheme() {
		return Optional.empty();
	}

	@Override
	public void rememberScheme(String scheme) {
	}

	@Override
	public long countNodesOfOtherSchemes(String scheme) {
		return 0;
	}

	@Override
	public long countNodes(Collection<String> operations) {
		return 0;
	}

	@Override
	public long countNodesAndDownstream(Collection<String> operations, long limit) {
		return 0;
	}

}
