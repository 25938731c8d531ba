package io.musubito.store;

/**
 * The processes that work with a store. One that has several application contexts is one
 * process, and is alive until it ends. Safe for use by any number of threads.
 */
public interface StoreProcesses {

	/**
	 * This process.
	 * @return {@code <process id>-<unique id>}, the same for all contexts of the process
	 */
	String self();

	/**
	 * Whether a process still exists. Once it does not, the answer stays so.
	 * @param process what {@link #self()} returned there
	 * @return {@code true} until it has ended, by itself or by being killed
	 * @throws io.musubito.StoreException when that can't be determined
	 */
	boolean isAlive(String process);

}
