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

	String name() {
		return (this.steps.size() == 1) ? first().name()
				: first().view().operation() + " ×" + Quantity.count(this.steps.size());
	}

	/** What of its steps asks most for attention. */
	Outcome outcome() {
		return this.steps.stream().map(ReportedStep::outcome).min(Comparator.naturalOrder()).orElseThrow();
	}

}
