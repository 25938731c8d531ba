package io.musubito.store;

/**
 * Who works with a store. Each process is one owner, however many application contexts it
 * has, and is alive until it ends: no clock and no heartbeat is involved. Safe for use by
 * any number of threads.
 */
public interface Owners {

	/**
	 * This process.
	 * @return {@code <process id>-<unique id>}, the same for all contexts of the process
	 */
	String self();

	/**
	 * Whether a process still exists. Once it does not, it never will again.
	 * @param owner what {@link #self()} returned there
	 * @return {@code true} until it has ended, by itself or by being killed
	 * @throws io.musubito.StoreException when that can't be found out
	 */
	boolean isAlive(String owner);

}
