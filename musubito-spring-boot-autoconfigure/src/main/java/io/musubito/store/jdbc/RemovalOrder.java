package io.musubito.store.jdbc;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * In which order nodes may be removed: what depends on a node before the node, and else
 * what was not used for the longest time. A node counts as used when something that
 * depends on it was. Works with arrays of numbers, as there may be millions of nodes.
 */
final class RemovalOrder {

	/** When a node that stays is used: always. */
	static final long STAYS = Long.MAX_VALUE;

	private final long[] used;

	private final Links upstream;

	private final int[] newest;

	/**
	 * Creates the order.
	 * @param used on which day each node was used, {@link #STAYS} for one that stays
	 * @param upstream what each node depends on
	 */
	RemovalOrder(long[] used, Links upstream) {
		this.used = used.clone();
		this.upstream = upstream;
		this.newest = IntStream.range(0, used.length).toArray();
	}

	/**
	 * Orders the nodes.
	 * @return the indexes of those that may be removed. What is part of a cycle may not
	 */
	int[] order() {
		int[] removable = Arrays.stream(dependentsFirst()).filter((node) -> this.used[node] != STAYS).toArray();
		return sorted(sorted(removable, this.newest), days());
	}

	private int[] dependentsFirst() {
		int[] dependents = new int[this.used.length];
		for (int node = 0; node < this.used.length; node++) {
			this.upstream.forEach(node, (producer) -> dependents[producer]++);
		}
		Ready ready = new Ready(this.used.length);
		for (int node = 0; node < this.used.length; node++) {
			if (dependents[node] == 0) {
				ready.add(node);
			}
		}
		for (int next = 0; next < ready.count; next++) {
			int node = ready.nodes[next];
			this.upstream.forEach(node, (producer) -> {
				this.used[producer] = Math.max(this.used[producer], this.used[node]);
				this.newest[producer] = Math.max(this.newest[producer], this.newest[node]);
				if (--dependents[producer] == 0) {
					ready.add(producer);
				}
			});
		}
		return Arrays.copyOf(ready.nodes, ready.count);
	}

	/**
	 * A number for the day of each node, smaller than how many there are.
	 */
	private int[] days() {
		long[] days = this.used.clone();
		Arrays.sort(days);
		return Arrays.stream(this.used).mapToInt((day) -> Arrays.binarySearch(days, day)).toArray();
	}

	/**
	 * Sorts nodes, and leaves those with the same key in their order.
	 */
	private static int[] sorted(int[] nodes, int[] keys) {
		int[] places = new int[keys.length + 1];
		for (int node : nodes) {
			places[keys[node] + 1]++;
		}
		Arrays.parallelPrefix(places, Integer::sum);
		int[] sorted = new int[nodes.length];
		for (int node : nodes) {
			sorted[places[keys[node]]++] = node;
		}
		return sorted;
	}

	/**
	 * On which day each node was used, or something that depends on it.
	 */
	long[] used() {
		return this.used;
	}

	/**
	 * The nodes of which all that depend on them come before.
	 */
	private static final class Ready {

		private final int[] nodes;

		private int count;

		Ready(int nodes) {
			this.nodes = new int[nodes];
		}

		void add(int node) {
			this.nodes[this.count++] = node;
		}

	}

}
