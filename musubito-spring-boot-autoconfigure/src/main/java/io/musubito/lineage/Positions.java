package io.musubito.lineage;

import java.util.HashMap;
import java.util.Map;

/**
 * Numbers the calls that are made at one place of a run: at its top, in the body of a
 * step, or for one item of a fan-out. Safe for use by any number of threads.
 */
final class Positions {

	private final String place;

	private final Map<String, Integer> occurrences = new HashMap<>(0);

	private final Map<String, Integer> runs = new HashMap<>(0);

	private Positions(String place) {
		this.place = place;
	}

	static Positions atTop() {
		return new Positions("");
	}

	static Positions within(String position) {
		return new Positions(position);
	}

	/**
	 * Whether a position was taken.
	 */
	synchronized boolean isTaken() {
		return !this.occurrences.isEmpty();
	}

	/**
	 * Takes the next place of a run of a pipeline, counted apart from steps and branches.
	 */
	synchronized String nextRun(String pipeline) {
		int occurrence = this.runs.merge(pipeline, 1, Integer::sum);
		return within("run " + pipeline, occurrence);
	}

	/**
	 * Takes the next position of a name.
	 * @param name a step, or a branch of the work
	 * @return the position, which begins with the place and ends with which one of that
	 * name it is, in the order of these calls, from 1
	 */
	synchronized String next(String name) {
		int occurrence = this.occurrences.merge(name, 1, Integer::sum);
		return within(name, occurrence);
	}

	private String within(String name, int occurrence) {
		return (this.place.isEmpty()) ? name + "[" + occurrence + "]"
				: this.place + "/" + name + "[" + occurrence + "]";
	}

}
