package io.musubito.store.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.musubito.Usage;
import io.musubito.store.Removal;

/**
 * What is beyond the limits, as it was at one moment. Each part is looked at again when
 * it is removed.
 *
 * @param runs the runs, those that were called first
 * @param entries how many journal entries go with the runs, and outside of runs
 * @param nodes the nodes, in the order in which they may be removed
 * @param byAge how many of these, the first ones, are too old; the others take too much
 * space
 * @param effects the row ids of effects
 * @param artifacts the row ids of artifacts and their bytes
 * @param newest what was written last
 */
record RetentionPlan(List<StoredRun> runs, long entries, List<PlannedNode> nodes, int byAge, List<Long> effects,
		Map<Long, Long> artifacts, NewestRows newest) {

	Removal removal() {
		Removal nodes = this.nodes.stream().map(PlannedNode::removal).reduce(Removal.NONE, Removal::plus);
		long bytes = this.artifacts.values().stream().mapToLong(Long::longValue).sum();
		return nodes.plus(new Removal(0, this.artifacts.size(), this.runs.size(), this.entries, bytes, Duration.ZERO,
				Usage.NONE));
	}

}
