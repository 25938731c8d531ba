package io.musubito.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.musubito.Edge;
import io.musubito.EdgeKind;
import io.musubito.Graph;
import io.musubito.NodeView;
import io.musubito.report.Layers.Link;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a run and what leads from one to another, with many of one operation
 * beside each other as one.
 *
 * @param boxes the steps
 * @param links what leads from one to another, each once and none in a circle
 */
record RunGraph(List<Box> boxes, List<Link> links) {

	/** How many steps of one operation beside each other are shown one by one. */
	static final int FAN_OUT = 8;

	static final int MOST_BOXES = 250;

	static RunGraph of(List<ReportedStep> steps, Graph graph) {
		RunGraph all = ofAll(steps, graph);
		RunGraph grouped = all.grouped(FAN_OUT);
		return (grouped.boxes.size() > MOST_BOXES) ? all.grouped(1) : grouped;
	}

	// A call that was asked for several times is one node
	private static RunGraph ofAll(List<ReportedStep> steps, Graph graph) {
		Map<String, List<ReportedStep>> byNode = new LinkedHashMap<>();
		steps.forEach((step) -> byNode.computeIfAbsent(step.view().nodeId(), (id) -> new ArrayList<>()).add(step));
		Map<String, Integer> numbers = new HashMap<>();
		List<Box> boxes = new ArrayList<>();
		byNode.forEach((nodeId, calls) -> {
			numbers.put(nodeId, boxes.size());
			boxes.add(new Box(List.of(calls.get(0))));
		});
		// Edges name the node that produced a result, which a node of the run may replay
		for (NodeView node : graph.nodes()) {
			Integer number = numbers.get(node.nodeId());
			if (number != null) {
				numbers.putIfAbsent(node.producerNodeId(), number);
			}
		}
		Set<Link> links = new LinkedHashSet<>();
		for (Edge edge : graph.edges()) {
			Link link = link(numbers.get(edge.from()), numbers.get(edge.to()), edge.kind() == EdgeKind.CALL);
			if (link != null) {
				links.add(link);
			}
		}
		return new RunGraph(boxes, List.copyOf(links)).withoutCircles();
	}

	private static @Nullable Link link(@Nullable Integer from, @Nullable Integer to, boolean called) {
		return (from == null || to == null || Objects.equals(from, to)) ? null : new Link(from, to, called);
	}

	private RunGraph withoutCircles() {
		int[] layers = Layers.of(this.boxes.size(), this.links);
		return new RunGraph(this.boxes,
				this.links.stream().filter((link) -> layers[link.from()] < layers[link.to()]).toList());
	}

	// In one layer no step depends on another, so that no circle comes from putting them
	// together
	private RunGraph grouped(int most) {
		int[] layers = Layers.of(this.boxes.size(), this.links);
		Map<String, List<Integer>> beside = new LinkedHashMap<>();
		for (int i = 0; i < this.boxes.size(); i++) {
			String key = layers[i] + " " + this.boxes.get(i).first().view().operation();
			beside.computeIfAbsent(key, (name) -> new ArrayList<>()).add(i);
		}
		List<Box> grouped = new ArrayList<>();
		int[] numbers = new int[this.boxes.size()];
		for (List<Integer> members : beside.values()) {
			if (members.size() > most) {
				members.forEach((member) -> numbers[member] = grouped.size());
				grouped.add(new Box(members.stream().map((member) -> this.boxes.get(member).first()).toList()));
			}
			else {
				for (int member : members) {
					numbers[member] = grouped.size();
					grouped.add(this.boxes.get(member));
				}
			}
		}
		Set<Link> between = new LinkedHashSet<>();
		this.links.forEach((link) -> between.add(new Link(numbers[link.from()], numbers[link.to()], link.called())));
		return new RunGraph(List.copyOf(grouped), List.copyOf(between));
	}

}
