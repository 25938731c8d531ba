package io.musubito.actuate;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.musubito.store.Claim;
import org.jspecify.annotations.Nullable;

/**
 * What is being executed, as the summary shows it.
 *
 * @param nodeId the node
 * @param operation the step
 * @param runId the run that it belongs to; {@code null} outside of runs
 * @param owner the id of the process
 * @param since when it began, by the clock of that process
 * @param waiting how many calls are known to wait for it; one that has just begun to is
 * not
 */
@JsonInclude(Include.NON_NULL)
record RunningDescriptor(String nodeId, String operation, @Nullable String runId, String owner, Instant since,
		int waiting) {

	static RunningDescriptor of(Claim claim) {
		return new RunningDescriptor(claim.nodeId(), claim.operation(), claim.runId(), claim.pid(), claim.since(),
				claim.waiting());
	}

}
