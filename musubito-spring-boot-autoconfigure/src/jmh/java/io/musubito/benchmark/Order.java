package io.musubito.benchmark;

/**
 * Passes over all nodes, neighbours in time being far apart in the file. Not for several
 * threads.
 */
final class Order {

	private static final int PRIME = 7919;

	private final int nodes;

	private int current;

	Order(int nodes) {
		this(nodes, 0);
	}

	/**
	 * Creates one of several.
	 * @param nodes how many nodes
	 * @param number which one, so that each begins elsewhere
	 */
	Order(int nodes, int number) {
		this.nodes = nodes;
		this.current = (int) ((long) number * nodes / 8 % nodes);
	}

	int next() {
		this.current = (this.current + PRIME) % this.nodes;
		return this.current;
	}

}
