package io.musubito.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.lineage.GivenAnswer;

/**
 * Runs and their journal. Reading waits for what was recorded before. A run that was
 * still running when its process ended is {@link RunStatus#ABANDONED}, and marked as such
 * by the next process that reads it.
 */
public interface RunStore {

	/**
	 * Records asynchronously that a run has ended. A run of which no step was recorded
	 * has no row and gets none.
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

	/**
	 * Finds what is needed to resume a run.
	 * @param runId the id of the run
	 * @return the run
	 */
	Optional<RunDetails> findDetails(String runId);

	/**
	 * The steps of a run and of its child runs as they are compared with those of another
	 * run, with those that a replayed step called when it was executed.
	 * @param runId the id of the run
	 * @return the steps of the run and after these those of its child runs, each in the
	 * order of the journal; then what was not called in it
	 */
	List<RunEntry> findEntries(String runId);

	/**
	 * The steps that belong to a run: those in its journal and in the journals of its
	 * child runs, and those that they called.
	 * @param runId the id of the run
	 * @return the operations, in alphabetical order
	 */
	SortedSet<String> findOperations(String runId);

	/**
	 * What was downstream of a step in a run, among the steps that belong to it.
	 * @param runId the id of the run
	 * @param operation the step
	 * @return replay keys, those of the step included
	 */
	Set<String> findDownstream(String runId, String operation);

	/**
	 * The calls in the journal of a run and in those of its child runs.
	 * @param runId the id of the run
	 * @return the calls, in the order in which they ended
	 */
	List<RecordedCall> findCalls(String runId);

	/**
	 * The results that were given by hand for a run.
	 * @param runId the id of the run
	 * @return the results
	 */
	List<GivenAnswer> findGiven(String runId);

	/**
	 * Starts a run that resumes another one, unless another caller, in whichever process,
	 * does so at this moment. Returns when it is committed.
	 * @param run the run
	 * @param again whether to do so even when the other run was resumed successfully
	 * already
	 * @return the run, without its steps, that already resumes the other; empty when this
	 * one was started
	 */
	Optional<RunView> startUnlessResumed(RunStart run, boolean again);

	/**
	 * Records a run that somebody is to begin. Returns when it is committed.
	 * @param run the run; its owner is the process that alone can begin it, {@code null}
	 * for any
	 * @throws io.musubito.StoreException when it can't be recorded
	 */
	void submit(RunStart run);

	/**
	 * Begins a run that was submitted, unless another caller, in whichever process, has
	 * done so. Returns when it is committed.
	 * @param runId the id of the run
	 * @param owner the process in which it runs now
	 * @param startedAt when it begins
	 * @return whether this caller is to run it
	 */
	boolean begin(String runId, String owner, Instant startedAt);

	/**
	 * The runs that any process may begin.
	 * @return their ids, the oldest first
	 */
	List<String> findSubmitted();

	/**
	 * Finds the newest run that resumes another one.
	 * @param runId the id of the other run
	 * @return the id of the run; empty when nobody has resumed it
	 */
	Optional<String> findResumption(String runId);

}
