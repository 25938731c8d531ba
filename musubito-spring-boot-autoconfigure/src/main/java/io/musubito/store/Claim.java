package io.musubito.store;

import java.time.Instant;

import io.musubito.StepType;
import org.jspecify.annotations.Nullable;

/**
 * That a process is executing a computation.
 *
 * @param replayKey the computation
 * @param nodeId the node that it will be
 * @param operation the step
 * @param type the type of the step
 * @param runId the run that it belongs to; {@code null} outside of runs
 * @param owner the process, see {@link StoreProcesses#self()}
 * @param since when it began, by the clock of that process
 * @param waiting how many calls are known to wait for it, in all processes
 */
public record Claim(String replayKey, String nodeId, String operation, StepType type, @Nullable String runId,
		String owner, Instant since, int waiting) {

	/**
	 * The process id of the process, to be shown.
	 * @return its process id
	 */
	public String pid() {
		int end = this.owner.indexOf('-');
		return (end >= 0) ? this.owner.substring(0, end) : this.owner;
	}

}
