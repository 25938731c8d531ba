package io.musubito.differential.generated;

import java.util.Map;
import java.util.TreeMap;

/**
 * What came of changes, by their kind.
 */
final class Tally {

	private final Map<String, Counts> byKind = new TreeMap<>();

	private final Counts all = new Counts();

	void add(String kind, Outcome outcome) {
		this.byKind.computeIfAbsent(kind, (key) -> new Counts()).add(outcome);
		this.all.add(outcome);
	}

	int kinds() {
		return this.byKind.size();
	}

	int count(Outcome outcome) {
		return this.all.counts[outcome.ordinal()];
	}

	int total() {
		return this.all.total();
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		this.byKind.forEach((kind, counts) -> text.append("  ").append(kind).append(": ").append(counts).append('\n'));
		return text.append("  all: ").append(this.all).toString();
	}

	/**
	 * What came of a change.
	 */
	enum Outcome {

		/** The answer is another one, and a step ran. */
		RAN,

		/** The answer is the same, and all was replayed. */
		REPLAYED,

		/** The answer is the same, and a step ran for it. */
		NEEDLESS,

		/** The step was refused. */
		REFUSED,

		/** The answer is another one, was replayed, and the boundary names why. */
		TOLD,

		/** The answer is not the right one. */
		WRONG

	}

	private static final class Counts {

		private final int[] counts = new int[Outcome.values().length];

		void add(Outcome outcome) {
			this.counts[outcome.ordinal()]++;
		}

		int total() {
			int total = 0;
			for (int count : this.counts) {
				total += count;
			}
			return total;
		}

		@Override
		public String toString() {
			StringBuilder text = new StringBuilder().append(total());
			for (Outcome outcome : Outcome.values()) {
				if (this.counts[outcome.ordinal()] > 0) {
					text.append(", ").append(outcome).append(' ').append(this.counts[outcome.ordinal()]);
				}
			}
			return text.toString();
		}

	}

}
