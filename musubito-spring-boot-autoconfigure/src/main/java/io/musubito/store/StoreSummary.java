package io.musubito.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.musubito.NodeStatus;
import io.musubito.StepType;
import io.musubito.Usage;

/**
 * What the store holds.
 *
 * @param type the kind of database, {@code sqlite}
 * @param location where it is, without credentials
 * @param namespace the part of it that is counted, which may be empty
 * @param sizeBytes its size on disk
 * @param nodes how many nodes
 * @param artifacts how many artifacts
 * @param edges how many edges
 * @param runs how many runs
 * @param operations the counts by operation, ordered by name
 */
public record StoreSummary(String type, String location, String namespace, long sizeBytes, long nodes, long artifacts,
		long edges, long runs, List<OperationSummary> operations) {

	/**
	 * Counts of one operation.
	 *
	 * @param operation the operation
	 * @param type the type of the step when it was last recorded
	 * @param replayed journal entries {@code REPLAYED}, {@code JOINED} and
	 * {@code SERVED_STALE}
	 * @param executed journal entries {@code EXECUTED}
	 * @param failed journal entries {@code FAILED} and {@code BLOCKED}
	 * @param timeSaved the sum of what replays made unnecessary
	 * @param spent what models used in it
	 * @param savings what models used in executions that replays made unnecessary
	 * @param nodes how many nodes by status; a status without nodes is absent
	 */
	public record OperationSummary(String operation, StepType type, long replayed, long executed, long failed,
			Duration timeSaved, Usage spent, Usage savings, Map<NodeStatus, Long> nodes) {

	}

}
