package io.musubito.work;

/**
 * Does the work that hints tell of. Safe for use by any number of threads.
 */
public interface WorkHandler {

	/**
	 * Executes a call, unless it is executed already. To be told of it twice, late, or in
	 * another order does no harm.
	 * @param item the hint
	 * @return what came of it
	 * @throws io.musubito.StoreException when the store can't be read: the hint is to be
	 * kept
	 */
	WorkAnswer handle(WorkItem item);

}
