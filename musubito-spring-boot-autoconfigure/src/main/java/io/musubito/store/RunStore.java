package io.musubito.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.musubito.RunStatus;
import io.musubito.RunView;

/**
 * Runs and their journal. Reading waits for what was recorded before.
 */
public interface RunStore {

	/**
	 * Records, behind the caller's back, that a run has ended. A run of which no step was
	 * recorded has no row and gets none.
	 * @param runId the id of the run
	 * @param status how it ended
	 * @param endedAt when it ended
	 */
	void end(String runId, RunStatus status, Instant endedAt);

	/**
	 * The newest runs.
	 * @param limit how many at the most
	 * @return runs without their steps, newest first
	 */
	List<RunView> recent(int limit);

	/**
	 * The newest runs of one pipeline.
	 * @param limit how many at the most
	 * @param pipeline the name of the pipeline
	 * @return runs without their steps, newest first
	 */
	List<RunView> recent(int limit, String pipeline);

	/**
	 * Finds a run with its steps.
	 * @param runId the id of the run
	 * @return the run
	 */
	Optional<RunView> find(String runId);

}
