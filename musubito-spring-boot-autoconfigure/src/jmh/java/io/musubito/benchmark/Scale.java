package io.musubito.benchmark;

/**
 * How large a measurement is.
 *
 * @param factor 1 for what the documents show, less for a quick look
 */
record Scale(double factor) {

	private static final int LEAST_NODES = 1_000;

	private static final int LEAST_TURNS = 5;

	/**
	 * How many turns, which are too few to say anything when they are less than five.
	 */
	int turns(int full) {
		return Math.max(LEAST_TURNS, (int) (full * this.factor));
	}

	/**
	 * How many nodes; a store of a thousand is small enough for a quick look.
	 */
	int nodes(int full) {
		return Math.max(Math.min(full, LEAST_NODES), (int) (full * this.factor));
	}

}
