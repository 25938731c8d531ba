package io.musubito.store.jdbc;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * In which order nodes may be removed: what depends on a node before the node, and else
 * what was not used for the longest time. A node counts as used when something that
 * depends on it was.
 */
final class RemovalOrder {

	/** When a node that stays is used: always. */
	static final long STAYS = Long.MAX_VALUE;

	private final long[] used;

	private final int[][] upstream;

	private final int[] dependents;

	private final long[] newest;

	private final int[] rank;

	/**
	 * Creates the order.
	 * @param used on which day each node was used, {@link #STAYS} for one that stays
	 * @param upstream what each node depends on
	 */
	RemovalOrder(long[] used, int[][] upstream) {
		this.used = used.clone();
		this.upstream = upstream;
		this.dependents = new int[used.length];
		this.newest = IntStream.range(0, used.length).asLongStream().toArray();
		this.rank = new int[used.length];
		Arrays.fill(this.rank, -1);
	}

	/**
	 * Orders the nodes.
	 * @return the indexes of those that may be removed. What is part of a cycle may not
	 */
	int[] order() {
		for (int[] each : this.upstream) {
			for (int node : each) {
				this.dependents[node]++;
			}
		}
		int[] ready = new int[this.used.length];
		int end = 0;
		for (int node = 0; node < this.used.length; node++) {
			if (this.dependents[node] == 0) {
				ready[end++] = node;
			}
		}
		for (int next = 0; next < end; next++) {
			int node = ready[next];
			this.rank[node] = next;
			for (int producer : this.upstream[node]) {
				this.used[producer] = Math.max(this.used[producer], this.used[node]);
				this.newest[producer] = Math.max(this.newest[producer], this.newest[node]);
				if (--this.dependents[producer] == 0) {
					ready[end++] = producer;
				}
			}
		}
		return IntStream.range(0, this.used.length)
			.filter((node) -> this.rank[node] >= 0 && this.used[node] != STAYS)
			.boxed()
			.sorted(Comparator.<Integer>comparingLong((node) -> this.used[node])
				.thenComparingLong((node) -> this.newest[node])
				.thenComparingInt((node) -> this.rank[node]))
			.mapToInt(Integer::intValue)
			.toArray();
	}

	/**
	 * On which day a node was used, or something that depends on it.
	 */
	long used(int node) {
		return this.used[node];
	}

}
