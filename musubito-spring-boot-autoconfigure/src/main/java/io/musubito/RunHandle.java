package io.musubito;

/**
 * A run that was submitted. Safe for use by any number of threads; it can be let go of at
 * any time, which stops nothing.
 */
public interface RunHandle {

	/**
	 * The id of the run.
	 * @return the id, by which {@link MusubitoRuns#find} finds it in every process
	 */
	String runId();

	/**
	 * What has become of the run. A run whose process has ended, and which another
	 * process has resumed, has the state of the one that resumes it.
	 * @return the state; {@link RunStatus#SUBMITTED} as long as nobody has begun it
	 * @throws StoreException when the store can't be read
	 * @throws IllegalStateException when the run was removed from the store
	 */
	RunStatus status();

	/**
	 * Waits until the run has ended, in whichever process. The store is asked for that:
	 * at first after 50 ms, later once a second. A pipeline that fails throws nothing
	 * here: the status of the run is {@link RunStatus#FAILED} then.
	 * @return the run with its steps: the one that was submitted, or the one that has
	 * resumed it. Its status is {@link RunStatus#ABANDONED} only where nobody resumes
	 * runs by itself
	 * @throws InterruptedException when the thread is interrupted; the run goes on
	 * @throws StoreException when the store can't be read
	 * @throws IllegalStateException when the run was removed from the store
	 */
	RunView join() throws InterruptedException;

}
