package io.musubito;

/**
 * A block in which steps depend on the results given to {@link Musubito#merge}. Close it
 * on the thread that opened it.
 */
public interface MergeScope extends AutoCloseable {

	/**
	 * Ends the block.
	 */
	@Override
	void close();

}
