package io.musubito.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The place of a box in its layer, or of an edge that passes it.
 */
final class Slot {

	final double x;

	final double height;

	final int layer;

	final List<Slot> before = new ArrayList<>();

	final List<Slot> after = new ArrayList<>();

	// The number in the layer
	double place;

	// Where it would be if it were alone
	double wish;

	double y;

	Slot(double x, double height, int layer, int place) {
		this.x = x;
		this.height = height;
		this.layer = layer;
		this.place = place;
	}

	double middle() {
		return this.y + this.height / 2;
	}

	static double mean(List<Slot> slots, ToDoubleFunction<Slot> value, double otherwise) {
		return slots.stream().mapToDouble(value).average().orElse(otherwise);
	}

}
