package io.musubito.report;

import java.util.Comparator;
import java.util.List;

/**
 * A box of the picture: a step, or those of one operation beside each other.
 *
 * @param steps the steps, in the order of the journal
 */
record Box(List<ReportedStep> steps) {

	ReportedStep first() {
		return this.steps.get(0);
	}

	/**
	 * What it says, where a long name is cut and how many steps it has is not.
	 * @param length how many characters fit
	 * @return the name
	 */
	String name(int length) {
		if (this.steps.size() == 1) {
			// Of a position that is too long, the end would be cut, which says the most
			String name = first().name();
			return VisibleText.line((name.length() <= length) ? name : first().view().operation(), length);
		}
		String times = " ×" + Quantity.count(this.steps.size());
		return VisibleText.line(first().view().operation(), length - times.length()) + times;
	}

	/** What of its steps asks most for attention. */
	Outcome outcome() {
		return this.steps.stream().map(ReportedStep::outcome).min(Comparator.naturalOrder()).orElseThrow();
	}

}
