package io.musubito.work;

import java.util.List;

/**
 * Begins runs that were submitted. Safe for use by any number of threads.
 */
public interface RunHandler {

	/**
	 * Begins a run, or goes on with it when its process has died, and returns when it has
	 * ended. To be told of it twice does no harm.
	 * @param runId the run
	 * @return what came of it; {@link WorkAnswer#DECLINED} when it can't be called here,
	 * or another process is about it, so that this has to be asked again
	 * @throws io.musubito.StoreException when the store can't be used
	 */
	WorkAnswer handle(String runId);

	/**
	 * The runs that no process has begun.
	 * @return their ids
	 */
	List<String> submitted();

	/**
	 * Gives up what runs here, so that others go on with it. Called when the application
	 * is closed, and what was under way has had its time.
	 */
	void stop();

}
