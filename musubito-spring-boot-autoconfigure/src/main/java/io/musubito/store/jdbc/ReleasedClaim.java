package io.musubito.store.jdbc;

/**
 * The claim of an execution, released in the transaction of what is recorded of it.
 */
interface ReleasedClaim {

	/** Of an execution that had none. */
	ReleasedClaim NONE = () -> {
	};

	/**
	 * Called before the result is written.
	 * @throws io.musubito.StoreException when somebody else has taken the claim over, so
	 * that nothing is to be recorded
	 */
	void verify();

}
