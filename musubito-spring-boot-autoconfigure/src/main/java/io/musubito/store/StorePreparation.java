package io.musubito.store;

/**
 * What takes long once in a process, when the first store is opened: the driver and its
 * library.
 */
@FunctionalInterface
public interface StorePreparation {

	/**
	 * Begins with it and does not wait. Called when it is known that there will be a
	 * store. Nothing is opened or written, and nothing fails: who opens the store waits
	 * for what is not done yet, and meets what is wrong.
	 */
	void begin();

}
