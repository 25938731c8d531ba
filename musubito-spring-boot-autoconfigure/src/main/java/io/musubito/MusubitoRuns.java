package io.musubito;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

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

	/**
	 * Calls the pipeline of a run again, with its original arguments, in a new run that
	 * names the other as its origin. What the other has recorded is replayed, what is
	 * missing or no longer valid executes. The pipeline is called on the bean, on the
	 * thread of the caller and with its permissions; what was bound to the request or the
	 * original thread is not there.
	 * <p>
	 * Of several callers that resume one run at once, in whichever process, one does; the
	 * others get a {@link RunNotResumableException}.
	 * <p>
	 * <strong>An exception of the pipeline passes through as it is</strong>, a checked
	 * one too; the new run is in the list of runs then.
	 * @param runId the id of the run
	 * @param options how to resume it
	 * @return the new run with its steps, when it has ended. Of an {@code @Async}
	 * pipeline without a result it is not awaited
	 * @throws IllegalArgumentException when there is no such run, or when it has no step
	 * of the name in {@link ResumeOption#from}
	 * @throws RunNotResumableException when the run can't be resumed
	 */
	RunView resume(String runId, ResumeOption... options);

	/**
	 * Has a pipeline called by whichever process has room for it, and returns at once.
	 * The run is in the store before this returns, with its arguments. With
	 * {@code musubito.workers.engine} a process of the same queue begins it, this one
	 * too; when that process dies, another one resumes the run by itself, which replays
	 * what was recorded. Without an engine this process calls it on a thread of its own,
	 * at most as many at a time as {@code musubito.workers.concurrency}, and a run that
	 * it does not complete is {@link RunStatus#ABANDONED} and can be resumed.
	 * <p>
	 * The pipeline is called on its bean, without what is bound to the thread of the
	 * caller: no request, no transaction, no permissions, and in the mode of the process
	 * that calls it. A process that has no such pipeline, or one with other parameters,
	 * leaves it to others.
	 * @param pipeline the name of the pipeline, see {@link MusubitoPipeline#value}
	 * @param arguments its arguments, in the order of its parameters
	 * @return the run
	 * @throws IllegalArgumentException when there is no such pipeline here, when the
	 * arguments don't fit its parameters, or when they can't be stored
	 * @throws StoreException when the store can't be written: nothing is called then
	 */
	RunHandle submit(String pipeline, @Nullable Object... arguments);

	/**
	 * Says what would happen if the pipeline of a run were called now as it was then,
	 * without running anything: with the code, the resources and the configuration of
	 * today, at the time of the clock, by whoever asks, in the mode that holds where this
	 * is called. What a call of a step would ask of whoever called then is taken as it
	 * was.
	 * @param runId the id of the run
	 * @param options {@link ResumeOption#from} for what would happen if the run were
	 * resumed from a step; without, for a new call
	 * @return its steps, each with what it will do, and what that cost last time
	 * @throws IllegalArgumentException when there is no such run, when it has no step of
	 * the name in {@link ResumeOption#from}, or when a result is given by hand
	 * @throws RunNotResumableException when its pipeline can't be called as it was: it is
	 * a web request or has no stored call, its pipeline is gone or has other parameters,
	 * or its arguments can't be read
	 */
	RunPlan plan(String runId, ResumeOption... options);

	/**
	 * Compares two runs of one pipeline: which steps were added, removed, executed in
	 * only one of them or have another result, what was changed between them, and what
	 * they cost. Nothing is executed. What the runs recorded is compared, so that it does
	 * not matter which of them is older, whether others were in between, or what the
	 * application is today. The call may take some time for runs of thousands of steps.
	 * @param runId the id of the run to compare with
	 * @param otherRunId the id of the run that is compared, in general the newer one
	 * @return what differs; empty of differences for a run and itself
	 * @throws IllegalArgumentException when there is no such run, or when they are runs
	 * of different pipelines
	 */
	RunDiff diff(String runId, String otherRunId);

}
