package io.musubito.replay;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

import io.musubito.lineage.Origin;
import io.musubito.store.NodeKey;

/**
 * The call that is explained.
 *
 * @param key its identity
 * @param consumed where its arguments came from, by component of the identity
 * @param merged the results that were merged
 */
public record ExplainedCall(NodeKey key, Map<String, Set<Origin>> consumed, Collection<Origin> merged) {

	static final String MERGED = "upstream";

	/**
	 * The steps that the value of a component came from.
	 */
	Collection<Origin> originsOf(String component) {
		return (component.equals(MERGED)) ? this.merged : this.consumed.getOrDefault(component, Set.of());
	}

}
