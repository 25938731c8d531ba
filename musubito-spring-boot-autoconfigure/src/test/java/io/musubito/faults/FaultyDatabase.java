package io.musubito.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A database on which applications work, one of them with faults.
 */
interface FaultyDatabase extends FaultyDriver, AutoCloseable {

	/**
	 * How it can fail.
	 */
	List<Fault> faults();

	/**
	 * Starts the application that meets faults.
	 */
	Office start(FaultPlan plan);

	/**
	 * Starts one that does not.
	 */
	Office startOther();

	/**
	 * Connects beside the stores.
	 */
	Connection connect() throws SQLException;

	/**
	 * Verifies that no transaction or connection is left behind.
	 */
	void verifyReleased() throws SQLException;

	/**
	 * Verifies that nothing in it is damaged.
	 */
	void verifySound() throws SQLException;

	@Override
	void close() throws SQLException;

}
