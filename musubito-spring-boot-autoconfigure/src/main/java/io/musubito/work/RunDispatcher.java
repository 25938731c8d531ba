package io.musubito.work;

/**
 * Tells processes of runs that were submitted. It may do so twice and late; who begins a
 * run is decided in the store. Safe for use by any number of threads.
 */
public interface RunDispatcher {

	/**
	 * Sees to it that a run is begun by some process, and resumed by another one when
	 * that dies. To offer one twice does no harm.
	 * @param runId the run, which is in the store
	 * @throws io.musubito.StoreException when that can't be kept
	 */
	void offer(String runId);

	/**
	 * Whether only this process can begin the runs.
	 * @return {@code false} when others can, and go on with those of a process that dies
	 */
	boolean isLocal();

}
