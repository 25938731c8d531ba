package io.musubito.store;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import io.musubito.lineage.PipelineCall;

/**
 * What is read of runs to foresee others. Reading waits for what was recorded before.
 */
public interface RunHistory {

	/**
	 * The journal of a run, with those of the runs that were called in it.
	 * @param runId the id of the run
	 * @return the entries in the order in which the calls ended
	 */
	List<JournalEntry> findJournal(String runId);

	/**
	 * Runs of a pipeline that was called with the same arguments and was made of the same
	 * then.
	 * @param pipeline the name of the pipeline
	 * @param call the call
	 * @param components what it was made of
	 * @param limit how many at the most
	 * @return the ids of runs that have ended, newest first
	 */
	List<String> findLike(String pipeline, PipelineCall call, SortedMap<String, String> components, int limit);

	/**
	 * A call as it was recorded, to compare another one with.
	 * @param nodeId the id of its node
	 * @return the call; empty when it is not known any more, or damaged
	 */
	Optional<Baseline> findCall(String nodeId);

}
