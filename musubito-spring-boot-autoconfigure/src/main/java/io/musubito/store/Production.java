package io.musubito.store;

import java.time.Instant;

import io.musubito.Explanation;
import io.musubito.NodeStatus;
import org.jspecify.annotations.Nullable;

/**
 * The execution that produced a result.
 *
 * @param nodeId the node that executed
 * @param operation its step
 * @param status the state of that node
 * @param executedAt when it was; {@code null} when that is not known any more, or the
 * node never succeeded
 * @param why why it last executed; {@code null} when that is not known
 * @param runId the id of the run that it was part of; {@code null} outside of runs
 * @param pipeline the pipeline of that run, or method and path of the web request
 */
public record Production(String nodeId, String operation, NodeStatus status, @Nullable Instant executedAt,
		@Nullable Explanation why, @Nullable String runId, @Nullable String pipeline) {

	/**
	 * The rest of a sentence that names the node.
	 * @return when it executed and by which run, as far as it is known
	 */
	public String whenAndByWhichRun() {
		return ((this.executedAt != null) ? " at " + this.executedAt : "")
				+ ((this.runId != null) ? " by run " + this.runId + " of '" + this.pipeline + "'" : "");
	}

}
