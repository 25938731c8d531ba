package io.musubito.lineage;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The steps that a resumed run executes although a valid result is stored, with
 * everything downstream of them. Downstream is what was so in the run that is resumed,
 * and what turns out to be so in this one. Safe for use by any number of threads.
 */
public final class Rerun {

	private final Set<String> operations;

	private final Set<String> downstreamKeys;

	private final Set<String> executedNodes = ConcurrentHashMap.newKeySet();

	/**
	 * Creates the rerun of steps.
	 * @param operations the steps
	 * @param downstreamKeys the replay keys of what was downstream in the resumed run
	 */
	public Rerun(Set<String> operations, Set<String> downstreamKeys) {
		this.operations = Set.copyOf(operations);
		this.downstreamKeys = Set.copyOf(downstreamKeys);
	}

	public Set<String> operations() {
		return this.operations;
	}

	/**
	 * Whether a call is one of the steps or downstream of one.
	 * @param operation the operation of the call
	 * @param replayKey its replay key
	 * @return whether it is, as far as its name and its key tell
	 */
	public boolean includes(String operation, String replayKey) {
		return this.operations.contains(operation) || this.downstreamKeys.contains(replayKey);
	}

	/**
	 * Whether something that a call consumes or has called was executed again.
	 * @param origins what it consumes or has called
	 * @return whether the call is downstream of one of the steps
	 */
	public boolean includesAny(Collection<Origin> origins) {
		return origins.stream().anyMatch((origin) -> this.executedNodes.contains(origin.producerNodeId()));
	}

	/**
	 * Notes an execution of one of the steps, or of what is downstream of one.
	 * @param nodeId the node
	 */
	public void executed(String nodeId) {
		this.executedNodes.add(nodeId);
	}

}
