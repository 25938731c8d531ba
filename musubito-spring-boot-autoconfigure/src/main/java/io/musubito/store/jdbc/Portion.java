package io.musubito.store.jdbc;

import java.sql.SQLException;

import io.musubito.store.Removal;

/**
 * Removes some of many.
 */
interface Portion {

	/**
	 * Called before the transaction.
	 */
	default void prepare() {
		// Nothing to do
	}

	/**
	 * Removes them. It may be performed twice, the first time being undone.
	 * @param session writes
	 * @param from the number of the first one
	 * @param to the number after the last one
	 */
	Removal write(Session session, int from, int to) throws SQLException;

}
