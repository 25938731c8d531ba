package io.musubito.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A bar with a part for each outcome. What it says is written beside it.
 */
final class OutcomeBar {

	private OutcomeBar() {
	}

	static Element of(List<ReportedStep> steps, String cssClass) {
		Element bar = Element.of(Tag.SVG, cssClass)
			.with(Attribute.WIDTH, "100%")
			.with(Attribute.HEIGHT, 8)
			.with(Attribute.ARIA_HIDDEN, "true");
		List<Outcome> outcomes = new ArrayList<>(List.of(Outcome.values()));
		Collections.reverse(outcomes);
		double start = 0;
		for (Outcome outcome : outcomes) {
			long count = steps.stream().filter((step) -> step.outcome() == outcome).count();
			if (count > 0) {
				double width = 100.0 * count / steps.size();
				bar.add(Element.of(Tag.RECT, "fill " + outcome.cssClass())
					.percent(Attribute.X, start)
					.percent(Attribute.WIDTH, width)
					.with(Attribute.HEIGHT, 8));
				start += width;
			}
		}
		return bar;
	}

}
