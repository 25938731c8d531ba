package io.musubito.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Whether an entry of the journal stays.
 */
interface StayingEntry {

	/**
	 * Tests an entry.
	 * @param row its {@code run} and {@code ended_at}
	 */
	boolean test(ResultSet row) throws SQLException;

}
