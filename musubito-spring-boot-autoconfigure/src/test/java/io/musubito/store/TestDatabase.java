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
	default Store open() {
		return open("");
	}

	/**
	 * Opens a store on the database, as an application with a namespace does.
	 */
	Store open(String namespace);

	/**
	 * How much of its space is in use.
	 */
	default long usedBytes() throws SQLException {
		throw new UnsupportedOperationException();
	}

	/**
	 * Connects beside the stores.
	 */
	Connection connect() throws SQLException;

}
