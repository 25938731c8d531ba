package io.musubito.store;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A database of its own for one test of what every store must do.
 */
public interface TestDatabase {

	/**
	 * How the driver names the database.
	 */
	String productName();

	/**
	 * How {@code musubito.store.type} names it.
	 */
	String type();

	/**
	 * Whether it takes space on the disk.
	 */
	default boolean isOnDisk() {
		return true;
	}

	/**
	 * Opens one more store on the database, as one more application does.
	 */
	Store open();

	/**
	 * Connects beside the stores.
	 */
	Connection connect() throws SQLException;

}
