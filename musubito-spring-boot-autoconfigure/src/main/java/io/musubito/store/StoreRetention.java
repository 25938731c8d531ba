package io.musubito.store;

import java.time.Instant;

/**
 * Removes what is not needed any more. Safe for use by any number of threads. All methods
 * throw {@link io.musubito.StoreException} when the store can't be read or written.
 */
public interface StoreRetention {

	/**
	 * Whether nothing can be removed, as the store is only read.
	 * @return {@code false} unless it is
	 */
	default boolean isReadOnly() {
		return false;
	}

	/**
	 * What {@link #apply} would remove at this moment. How much a size takes is an
	 * estimate.
	 * @param rules the limits
	 * @param now the moment
	 * @return what would go
	 */
	Removal foresee(RetentionRules rules, Instant now);

	/**
	 * Removes in small transactions what is beyond the limits: runs with their journals,
	 * entries outside of runs, nodes, artifacts, and what stands for code and texts. What
	 * a node depends on that stays, stays too, and so does what is executed, what is used
	 * meanwhile, and an effect whose outcome is in doubt.
	 * @param rules the limits
	 * @param now the moment
	 * @return what was removed
	 */
	Removal apply(RetentionRules rules, Instant now);

	/**
	 * Erases what is stored of a node and of all that was made of it: results, inputs,
	 * explanations, messages of exceptions, and the arguments of the runs. The nodes
	 * stay, without them. When it returns, nothing of it is in the file.
	 * @param nodeId the id of the node
	 * @param now the moment
	 * @return how many nodes were erased that were not before
	 * @throws IllegalArgumentException when there is no such node
	 */
	int erase(String nodeId, Instant now);

}
