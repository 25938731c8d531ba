package io.musubito.run;

import java.util.List;

import io.musubito.store.JournalEntry;

/**
 * Where the calls of a run are, seen from each other.
 */
final class PlanPosition {

	private static final String FAN_OUT = "forEach[";

	private static final String ITEM = "item[";

	private PlanPosition() {
	}

	/**
	 * Whether a call was made in the body of another one.
	 */
	static boolean isInside(JournalEntry inner, JournalEntry outer) {
		return inner.runId().equals(outer.runId()) && inner.position() != null && outer.position() != null
				&& inner.position().startsWith(outer.position() + "/");
	}

	/**
	 * Whether two calls belong to different items of one fan-out, which are not given
	 * each other's results.
	 */
	static boolean areOfDifferentItems(JournalEntry one, JournalEntry other) {
		if (!one.runId().equals(other.runId()) || one.position() == null || other.position() == null) {
			return false;
		}
		List<String> first = List.of(one.position().split("/"));
		List<String> second = List.of(other.position().split("/"));
		int i = 0;
		while (i < Math.min(first.size(), second.size()) && first.get(i).equals(second.get(i))) {
			i++;
		}
		return i > 0 && i < Math.min(first.size(), second.size()) && first.get(i - 1).startsWith(FAN_OUT)
				&& first.get(i).startsWith(ITEM) && second.get(i).startsWith(ITEM);
	}

}
