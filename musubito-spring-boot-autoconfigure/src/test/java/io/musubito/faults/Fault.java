package io.musubito.faults;

/**
 * How one thing fails that is asked of a database.
 */
enum Fault {

	/** It is not done, and the driver says so. */
	REFUSED(false),
	/** It is done, and the driver says that it has failed. */
	DONE(true),
	/** It is not done, and the driver itself fails with an error. */
	ERROR(false),
	/** It is done, and the driver fails with an error afterwards. */
	ERROR_AFTER(true),
	/** The database can't be used at present. */
	BUSY(false),
	/** The connection is lost before it is done. */
	LOST(false),
	/** The connection is lost when it is done. */
	LOST_AFTER(true);

	private final boolean done;

	Fault(boolean done) {
		this.done = done;
	}

	boolean isDone() {
		return this.done;
	}

	boolean isLoss() {
		return this == LOST || this == LOST_AFTER;
	}

	boolean isError() {
		return this == ERROR || this == ERROR_AFTER;
	}

}
