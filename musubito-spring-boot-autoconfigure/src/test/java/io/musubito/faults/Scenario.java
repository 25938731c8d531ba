package io.musubito.faults;

/**
 * Something that an application does with its store.
 */
interface Scenario {

	/**
	 * The name, unique among all scenarios.
	 */
	String name();

	/**
	 * What was done before, without faults.
	 */
	default void prepare(Caller caller) throws Exception {
	}

	/**
	 * Does it, with faults.
	 */
	void act(Caller caller) throws Exception;

	/**
	 * Verifies what must hold afterwards, without faults. Called in the same application,
	 * in another one, and after a restart, each after the other.
	 */
	void verify(Caller caller) throws Exception;

	/**
	 * Whether it holds too when other cases came in between.
	 */
	default boolean isLasting() {
		return true;
	}

	/**
	 * Whether what the store has totals of is still there to be counted.
	 */
	default boolean isCounted() {
		return true;
	}

	/**
	 * How much longer than others it takes.
	 */
	default int weight() {
		return 1;
	}

}
