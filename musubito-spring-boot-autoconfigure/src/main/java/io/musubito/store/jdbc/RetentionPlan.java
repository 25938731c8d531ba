package io.musubito.store.jdbc;

import java.time.Duration;
import java.util.List;

import io.musubito.Usage;
import io.musubito.store.Removal;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is beyond the limits, as it was at one moment. Each part is looked at again when
 * it is removed.
 *
 * @param runs the runs, those that were called first
 * @param entries how many journal entries go with the runs, and outside of runs
 * @param nodes the nodes
 * @param byAge how many of these, the first ones, are too old; the others take too much
 * space
 * @param effects the row ids of effects
 * @param artifacts the artifacts
 * @param newest what was written last
 */
record RetentionPlan(List<StoredRun> runs, long entries, PlannedNodes nodes, int byAge, List<Long> effects,
		PlannedArtifacts artifacts, NewestRows newest) {

	/**
	 * What goes with it, and what that costs, in the state that it was planned in.
	 */
	Removal removal(JdbcClient jdbc) {
		return this.nodes.removal(jdbc)
			.plus(new Removal(0, this.artifacts.count(), this.runs.size(), this.entries, this.artifacts.bytes(),
					Duration.ZERO, Usage.NONE));
	}

}
