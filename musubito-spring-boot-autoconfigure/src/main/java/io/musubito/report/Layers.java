package io.musubito.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Puts nodes into layers so that each edge leads to a later one: as early as what a node
 * depends on allows, and what depends on nothing just before its first reader.
 */
final class Layers {

	private final List<List<Integer>> readers = new ArrayList<>();

	private final int[] sources;

	private final int[] layers;

	private final boolean[] placed;

	private Layers(int nodes, List<Link> links) {
		this.sources = new int[nodes];
		this.layers = new int[nodes];
		this.placed = new boolean[nodes];
		for (int i = 0; i < nodes; i++) {
			this.readers.add(new ArrayList<>());
		}
		for (Link link : links) {
			this.readers.get(link.from()).add(link.to());
			this.sources[link.to()]++;
		}
	}

	/**
	 * The layer of each node.
	 * @param nodes how many there are
	 * @param links what leads from one to another; where they form a circle, some of them
	 * don't lead to a later layer
	 * @return the layers, from 0
	 */
	static int[] of(int nodes, List<Link> links) {
		return new Layers(nodes, links).place();
	}

	private int[] place() {
		int[] depends = Arrays.copyOf(this.sources, this.sources.length);
		Deque<Integer> ready = new ArrayDeque<>();
		List<Integer> order = new ArrayList<>();
		for (int node = 0; node < depends.length; node++) {
			if (this.sources[node] == 0) {
				ready.add(node);
			}
		}
		for (int next = 0; order.size() < depends.length;) {
			if (ready.isEmpty()) {
				// A circle: its first node goes on as if it depended on nothing
				while (this.placed[next] || ready.contains(next)) {
					next++;
				}
				ready.add(next);
			}
			int node = ready.remove();
			this.placed[node] = true;
			order.add(node);
			for (int reader : this.readers.get(node)) {
				if (!this.placed[reader]) {
					this.layers[reader] = Math.max(this.layers[reader], this.layers[node] + 1);
					if (--this.sources[reader] == 0) {
						ready.add(reader);
					}
				}
			}
		}
		for (int i = order.size() - 1; i >= 0; i--) {
			moveToReaders(order.get(i), depends);
		}
		return this.layers;
	}

	private void moveToReaders(int node, int[] depends) {
		if (depends[node] == 0) {
			this.readers.get(node)
				.stream()
				.mapToInt((reader) -> this.layers[reader])
				.min()
				.ifPresent((first) -> this.layers[node] = first - 1);
		}
	}

	/**
	 * Leads from one node to another.
	 *
	 * @param from the number of the one
	 * @param to the number of the other
	 * @param called whether the other called the one, instead of reading its result
	 */
	record Link(int from, int to, boolean called) {

	}

}
