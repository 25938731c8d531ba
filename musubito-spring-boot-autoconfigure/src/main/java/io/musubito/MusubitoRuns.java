package io.musubito;

import java.util.List;
import java.util.Optional;

/**
 * Answers questions about runs. A bean of this type is in every application context; it
 * is safe for use by any number of threads.
 */
public interface MusubitoRuns {

	/**
	 * The newest runs.
	 * @param limit how many at the most, from 1
	 * @return runs without their steps, newest first
	 */
	List<RunView> recent(int limit);

	/**
	 * The newest runs of one pipeline.
	 * @param limit how many at the most, from 1
	 * @param pipeline the name of the pipeline, or method and path of web requests
	 * @return runs without their steps, newest first; empty when there is no such
	 * pipeline
	 */
	List<RunView> recent(int limit, String pipeline);

	/**
	 * Finds a run.
	 * @param runId the id of the run
	 * @return the run with its steps, empty when there is none with this id
	 */
	Optional<RunView> find(String runId);

}
