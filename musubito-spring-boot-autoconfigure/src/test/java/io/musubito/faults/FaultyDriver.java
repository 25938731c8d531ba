package io.musubito.faults;

import java.sql.SQLException;

/**
 * What the driver of a database throws.
 */
interface FaultyDriver {

	SQLException failure(Fault fault, String what);

	/**
	 * Whether something can fail like that.
	 */
	default boolean isPossible(Fault fault, String what) {
		return true;
	}

}
