package io.musubito.store;

import java.util.List;

/**
 * What a node goes back to: all nodes upstream of it and of those, and the producers
 * whose results they replay.
 *
 * @param nodeIds the ids of the nodes that are there, the node itself first and the
 * nearest next
 * @param dependencies on what each of them depends
 * @param truncated whether the limit cut something off; dependencies on that are left out
 */
public record Past(List<String> nodeIds, List<Dependency> dependencies, boolean truncated) {

	/** The kind of a dependency on the node whose result is replayed. */
	public static final String PRODUCER = "PRODUCER";

	public Past {
		nodeIds = List.copyOf(nodeIds);
		dependencies = List.copyOf(dependencies);
	}

	/**
	 * One dependency.
	 *
	 * @param nodeId the node that depends
	 * @param upstream the id of the node that it depends on; of one that is gone, a name
	 * that stays the same
	 * @param kind the name of an {@link io.musubito.EdgeKind}, {@link Past#PRODUCER}, or
	 * whatever is recorded
	 * @param gone whether the node that it depends on is not there any more
	 */
	public record Dependency(String nodeId, String upstream, String kind, boolean gone) {

	}

}
