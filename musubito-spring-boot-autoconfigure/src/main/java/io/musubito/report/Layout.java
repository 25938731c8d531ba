package io.musubito.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.musubito.report.Layers.Link;

/**
 * Places a graph in layers from left to right. The same graph always gets the same
 * picture; no two boxes overlap, and each edge goes right.
 */
final class Layout {

	static final double BOX_WIDTH = 168;

	static final double BOX_HEIGHT = 44;

	private static final double LAYER_GAP = 64;

	private static final double BOX_GAP = 16;

	private static final double BEND_HEIGHT = 8;

	private static final int SWEEPS = 12;

	private final List<Slot> boxes = new ArrayList<>();

	private final List<Route> routes = new ArrayList<>();

	private final List<List<Slot>> layers = new ArrayList<>();

	private Layout(int nodes, List<Link> links) {
		for (int layer : Layers.of(nodes, links)) {
			this.boxes.add(slot(layer, BOX_HEIGHT));
		}
		for (Link link : links) {
			this.routes.add(route(link));
		}
		order();
		for (List<Slot> layer : this.layers) {
			new SlotRow(layer, BOX_GAP).stack();
		}
		for (int sweep = 0; sweep < SWEEPS; sweep++) {
			pull(sweep % 2 == 0, sweep >= SWEEPS - 4);
		}
		double top = slots().stream().mapToDouble((slot) -> slot.y).min().orElse(0);
		slots().forEach((slot) -> slot.y -= top);
	}

	/**
	 * Places a graph.
	 * @param nodes how many nodes there are
	 * @param links what leads from one to another, without circles
	 * @return where they are
	 */
	static Layout of(int nodes, List<Link> links) {
		return new Layout(nodes, links);
	}

	List<Slot> boxes() {
		return this.boxes;
	}

	List<Route> routes() {
		return this.routes;
	}

	double width() {
		return this.layers.size() * (BOX_WIDTH + LAYER_GAP) - LAYER_GAP;
	}

	double height() {
		return slots().stream().mapToDouble((slot) -> slot.y + slot.height).max().orElse(0);
	}

	private List<Slot> slots() {
		return this.layers.stream().flatMap(List::stream).toList();
	}

	private Slot slot(int layer, double height) {
		while (this.layers.size() <= layer) {
			this.layers.add(new ArrayList<>());
		}
		List<Slot> others = this.layers.get(layer);
		Slot slot = new Slot(layer * (BOX_WIDTH + LAYER_GAP), height, layer, others.size());
		others.add(slot);
		return slot;
	}

	// An edge over several layers has a slot in each, so that it goes around boxes
	private Route route(Link link) {
		Slot from = this.boxes.get(link.from());
		Slot to = this.boxes.get(link.to());
		List<Slot> bends = new ArrayList<>();
		Slot last = from;
		for (int layer = from.layer + 1; layer < to.layer; layer++) {
			Slot bend = slot(layer, BEND_HEIGHT);
			connect(last, bend);
			bends.add(bend);
			last = bend;
		}
		connect(last, to);
		return new Route(from, List.copyOf(bends), to, link.called());
	}

	private static void connect(Slot from, Slot to) {
		from.after.add(to);
		to.before.add(from);
	}

	// Fewer crossings: each goes to the mean place of its neighbours, from left to right
	// and back
	private void order() {
		for (int sweep = 0; sweep < SWEEPS; sweep++) {
			boolean right = sweep % 2 == 0;
			for (int i = 1; i < this.layers.size(); i++) {
				List<Slot> layer = this.layers.get((right) ? i : this.layers.size() - 1 - i);
				layer.forEach((slot) -> slot.wish = Slot.mean((right) ? slot.before : slot.after,
						(other) -> other.place, slot.place));
				layer.sort(
						Comparator.comparingDouble((Slot slot) -> slot.wish).thenComparingDouble((slot) -> slot.place));
				for (int place = 0; place < layer.size(); place++) {
					layer.get(place).place = place;
				}
			}
		}
	}

	private void pull(boolean right, boolean both) {
		for (int i = 0; i < this.layers.size(); i++) {
			List<Slot> layer = this.layers.get((right) ? i : this.layers.size() - 1 - i);
			for (Slot slot : layer) {
				List<Slot> near = new ArrayList<>((right) ? slot.before : slot.after);
				if (both || near.isEmpty()) {
					near.addAll((right) ? slot.after : slot.before);
				}
				slot.wish = Slot.mean(near, Slot::middle, slot.middle());
			}
			new SlotRow(layer, BOX_GAP).settle();
		}
	}

	/**
	 * An edge.
	 *
	 * @param from where it begins
	 * @param bends where it goes through
	 * @param to where it ends
	 * @param called whether the one called the other
	 */
	record Route(Slot from, List<Slot> bends, Slot to, boolean called) {

	}

}
