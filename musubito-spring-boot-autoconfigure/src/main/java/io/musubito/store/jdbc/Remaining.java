package io.musubito.store.jdbc;

/**
 * Tells which nodes remain when others are removed.
 */
interface Remaining {

	/**
	 * Whether a node remains.
	 * @param id the row id
	 */
	boolean contains(long id);

}
