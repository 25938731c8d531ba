package io.musubito.replay;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.musubito.Change;
import io.musubito.store.Baseline;
import io.musubito.store.NodeKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Compares computations that were recorded, whichever of them was first.
 */
public final class StoredComparison {

	private StoredComparison() {
	}

	/**
	 * What the identity of one is made of and that of the other is not. That an input
	 * came from another step does not count here.
	 * @param before the one
	 * @param after the other
	 * @param changedCode the parts of the code that differ; empty when none does, or they
	 * are not known
	 * @return what differs, in the order of the components
	 */
	public static List<FoundChange> compare(NodeKey before, NodeKey after, List<Change> changedCode) {
		Baseline baseline = new Baseline(before.nodeId(), before.components(), before.inputs(), Set.of());
		return new Comparison(new ExplainedCall(after, Map.of(), List.of()), baseline, changedCode,
				(nodeId) -> Optional.empty())
			.changes();
	}

	/**
	 * Where two values differ, shortened.
	 * @param component what they are, the beginning of the name of each change
	 * @param before the one as JSON
	 * @param after the other as JSON
	 * @return the changes; empty when they are equal, or can't be compared
	 */
	public static List<Change> values(String component, @Nullable String before, @Nullable String after) {
		JsonNode one = InputDifference.parse(before);
		JsonNode other = InputDifference.parse(after);
		return (one != null && other != null) ? InputDifference.find(component, one, other) : List.of();
	}

}
