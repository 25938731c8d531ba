package io.musubito.store;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The calls that processes offer to others. What a process has offered that has ended is
 * removed when another one starts. Safe for use by any number of threads. All methods but
 * {@link #end} and {@link #remove} throw {@link io.musubito.StoreException} when the
 * store can't be read or written.
 */
public interface WorkStore {

	/**
	 * Adds a call that this process offers. Returns when it is committed.
	 * @param work the call
	 */
	void add(Work work);

	/**
	 * Finds what is needed to make a call.
	 * @param workId its id
	 * @return its content as JSON; empty when nobody waits for it any more
	 */
	Optional<String> find(String workId);

	/**
	 * Says asynchronously that a call was made, successfully or not.
	 * @param workId its id
	 */
	void end(String workId);

	/**
	 * The calls of this process that were made and are not removed.
	 * @return their ids
	 */
	List<String> findEnded();

	/**
	 * Whether the journal has the execution of a call under the position that was kept
	 * for it.
	 * @param runId its run
	 * @param position its position in the run
	 * @param sequence the position in the journal
	 * @return whether another process has executed it for this run
	 */
	boolean isExecuted(String runId, String position, int sequence);

	/**
	 * Removes calls asynchronously, for which nobody waits any more.
	 * @param workIds their ids
	 */
	void remove(Collection<String> workIds);

}
