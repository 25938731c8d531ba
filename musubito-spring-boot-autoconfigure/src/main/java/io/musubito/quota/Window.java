package io.musubito.quota;

/**
 * The time in which a provider counts, in steps: what ends within one step ends together.
 *
 * @param millis how long it is
 */
record Window(long millis) {

	private static final int STEPS = 60;

	private static final int PART_OF_A_STEP = 20;

	static final Window MINUTE = new Window(60_000);

	/**
	 * The end of the step in which something has ended. A clock of the provider that runs
	 * a little differently makes no difference.
	 */
	long endOf(long time) {
		long step = Math.max(1, this.millis / STEPS);
		return (time + step / PART_OF_A_STEP + step) / step * step;
	}

}
