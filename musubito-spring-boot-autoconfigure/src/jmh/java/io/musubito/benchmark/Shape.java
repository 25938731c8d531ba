package io.musubito.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

import io.musubito.store.Execution;

/**
 * Graphs of nodes that all depend on the first one.
 */
enum Shape {

	CHAIN("a chain of diamonds", Shape::diamonds),

	LAYERS("layers of 100, each node depends on 4", (node) -> layered(node, 100, 0, 1, 17, 53)),

	LADDER("a ladder, each node depends on both before it", (node) -> layered(node, 2, 0, 1)),

	FAN_OUT("each depends on the first", (node) -> new int[] { 0 });

	private final String description;

	/** The nodes that a node depends on, by number. */
	private final IntFunction<int[]> upstream;

	Shape(String description, IntFunction<int[]> upstream) {
		this.description = description;
		this.upstream = upstream;
	}

	String description() {
		return this.description;
	}

	/**
	 * The executions of its nodes, in the order in which they can be recorded.
	 */
	List<Execution> executions(int nodes) {
		List<Execution> executions = new ArrayList<>();
		executions.add(Executions.of("node", 0, "node 0"));
		for (int node = 1; node < nodes; node++) {
			Execution[] consumed = Arrays.stream(this.upstream.apply(node))
				.mapToObj(executions::get)
				.toArray(Execution[]::new);
			executions.add(Executions.of("node", node, "node " + node, consumed));
		}
		return executions;
	}

	private static int[] diamonds(int node) {
		return switch (node % 3) {
			case 1 -> new int[] { node - 1 };
			case 2 -> new int[] { node - 2 };
			default -> new int[] { node - 2, node - 1 };
		};
	}

	private static int[] layered(int node, int width, int... places) {
		int first = node - (node - 1) % width;
		return (first == 1) ? new int[] { 0 }
				: Arrays.stream(places).map((place) -> first - width + (node - first + place) % width).toArray();
	}

}
