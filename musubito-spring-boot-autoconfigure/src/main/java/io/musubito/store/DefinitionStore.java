package io.musubito.store;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

import io.musubito.identity.EffectNameMemory;

/**
 * What the steps of the application were made of when it last started.
 */
public interface DefinitionStore extends EffectNameMemory {

	/**
	 * The components that don't depend on a call, see {@link NodeKey#components()}.
	 * @return components by operation
	 */
	Map<String, SortedMap<String, String>> findAll();

	/**
	 * Remembers components for the next start, in place of those of the same operations.
	 * @param components components by operation
	 */
	void remember(Map<String, SortedMap<String, String>> components);

	/**
	 * The identity scheme of the last start.
	 * @return the identity scheme, empty before the first one
	 */
	Optional<String> findScheme();

	/**
	 * Remembers the identity scheme for the next start.
	 * @param scheme the identity scheme
	 */
	void rememberScheme(String scheme);

	/**
	 * How many nodes were recorded under another scheme, so that no call has their id.
	 * @param scheme the identity scheme
	 * @return the number of nodes
	 */
	long countNodesOfOtherSchemes(String scheme);

	/**
	 * How many nodes operations have.
	 * @param operations the operations
	 * @return the number of nodes
	 */
	long countNodes(Collection<String> operations);

	/**
	 * How many nodes operations have together with all that is downstream of these.
	 * @param operations the operations
	 * @param limit where to stop counting
	 * @return the number of nodes, {@code limit} at most
	 */
	long countNodesAndDownstream(Collection<String> operations, long limit);

}
