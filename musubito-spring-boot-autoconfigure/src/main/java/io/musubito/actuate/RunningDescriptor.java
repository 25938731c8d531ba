package io.musubito.actuate;

import java.time.Instant;

import io.musubito.store.Claim;

/**
 * What is being executed, as the summary shows it.
 *
 * @param nodeId the node
 * @param operation the step
 * @param owner the id of the process
 * @param since when it began, by the clock of that process
 * @param waiting how many calls are known to wait for it; one that has just begun to is
 * not
 */
record RunningDescriptor(String nodeId, String operation, String owner, Instant since, int waiting) {

	static RunningDescriptor of(Claim claim) {
		return new RunningDescriptor(claim.nodeId(), claim.operation(), claim.pid(), claim.since(), claim.waiting());
	}

}
