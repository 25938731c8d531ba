package io.musubito.work;

/**
 * Carries hints to a {@link WorkHandler} of some process. It may lose them, carry them
 * twice, and in any order: that costs time and nothing else. Safe for use by any number
 * of threads.
 */
public interface WorkDispatcher {

	/**
	 * Hands a hint over, and returns without waiting.
	 * @param item the hint
	 */
	void offer(WorkItem item);

	/**
	 * Takes a hint back for which nobody was found.
	 * @param item the hint
	 */
	void withdraw(WorkItem item);

}
