package io.musubito.store.jdbc;

import java.util.Arrays;

/**
 * Which nodes each node has to do with, by their indexes.
 */
final class Links {

	private final int[][] links;

	private final int[] counts;

	Links(int nodes) {
		this.links = new int[nodes][0];
		this.counts = new int[nodes];
	}

	/**
	 * Adds a link, unless one of both nodes is not there.
	 */
	void add(int from, int to) {
		if (from >= 0 && to >= 0) {
			int count = this.counts[from]++;
			if (count == this.links[from].length) {
				this.links[from] = Arrays.copyOf(this.links[from], Math.max(2, 2 * count));
			}
			this.links[from][count] = to;
		}
	}

	int[] of(int node) {
		return Arrays.copyOf(this.links[node], this.counts[node]);
	}

	int[][] all() {
		int[][] all = new int[this.links.length][];
		Arrays.setAll(all, this::of);
		return all;
	}

}
