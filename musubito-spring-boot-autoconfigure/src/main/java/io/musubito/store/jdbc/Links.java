package io.musubito.store.jdbc;

import java.util.function.IntConsumer;

/**
 * Which nodes each node has to do with, by their indexes.
 */
final class Links {

	/** Where those of each node begin, and those of the next one. */
	private final int[] starts;

	private final int[] targets;

	/**
	 * Creates the links.
	 * @param nodes how many nodes there are
	 * @param from a node of each link
	 * @param to the other one
	 */
	Links(int nodes, int[] from, int[] to) {
		this.starts = new int[nodes + 1];
		this.targets = new int[from.length];
		for (int node : from) {
			this.starts[node]++;
		}
		for (int node = 0, end = 0; node <= nodes; node++) {
			end += this.starts[node];
			this.starts[node] = end;
		}
		for (int link = from.length - 1; link >= 0; link--) {
			this.targets[--this.starts[from[link]]] = to[link];
		}
	}

	void forEach(int node, IntConsumer linked) {
		for (int link = this.starts[node]; link < this.starts[node + 1]; link++) {
			linked.accept(this.targets[link]);
		}
	}

}
