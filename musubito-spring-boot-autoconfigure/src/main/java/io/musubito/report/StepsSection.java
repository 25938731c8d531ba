package io.musubito.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.musubito.Spending;

/**
 * The table of all steps, each with its details.
 */
final class StepsSection {

	static final int MOST = 5_000;

	// What is less needed is left out on a phone
	private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

	static {
		COLUMNS.put("Start", "number more");
		COLUMNS.put("Time", "number");
		COLUMNS.put("Avoided", "number more");
		COLUMNS.put("Tokens", "number");
		COLUMNS.put("Saved", "number more");
		COLUMNS.put("Cost", "number more");
		COLUMNS.put("Saved cost", "number more");
	}

	private final ReportedRun report;

	private final StepDetails details;

	StepsSection(ReportedRun report, StepDetails details) {
		this.report = report;
		this.details = details;
	}

	Element write() {
		Element section = Element.of(Tag.SECTION)
			.with(Attribute.ARIA_LABELLEDBY, "steps")
			.add(Element.of(Tag.H2).with(Attribute.ID, "steps").text("Steps"));
		List<ReportedStep> all = this.report.steps();
		if (all.isEmpty()) {
			return section.add(Element.of(Tag.P).text("No step was called in this run."));
		}
		List<ReportedStep> shown = shown(all);
		if (shown.size() < all.size()) {
			section.add(Element.of(Tag.P)
				.text("The run has %d steps; these are %d of them, failed and executed ones first. "
					.formatted(all.size(), shown.size()))
				.text("All of them are in runs/" + this.report.run().runId() + " below the endpoint."));
		}
		Element table = Element.of(Tag.TABLE, "steps").add(head());
		shown.forEach((step) -> table.add(row(step)));
		return section.add(Element.of(Tag.DIV, "scroll")
			.with(Attribute.TABINDEX, 0)
			.with(Attribute.ROLE, "region")
			.with(Attribute.ARIA_LABEL, "Table of the steps")
			.add(table));
	}

	private static List<ReportedStep> shown(List<ReportedStep> all) {
		return (all.size() <= MOST) ? all
				: all.stream()
					.sorted(Comparator.comparing(ReportedStep::outcome))
					.limit(MOST)
					.sorted(Comparator.comparingInt(ReportedStep::number))
					.toList();
	}

	private static Element head() {
		Element row = Element.of(Tag.TR).add(ChangeTable.column("Step"), ChangeTable.column("Outcome"));
		COLUMNS
			.forEach((name, cssClass) -> row.add(Element.of(Tag.TH, cssClass).with(Attribute.SCOPE, "col").text(name)));
		return Element.of(Tag.THEAD).add(row);
	}

	private Element row(ReportedStep step) {
		Spending spent = step.view().spent();
		Spending saved = step.view().savings();
		Element figures = Element.of(Tag.TR)
			.add(Element.of(Tag.TH).with(Attribute.SCOPE, "row").add(step.title()))
			.add(Element.of(Tag.TD).add(step.outcome().badge()))
			.add(more(start(step)), number(Quantity.duration(step.view().duration())))
			.add(saved(step.view().saved().isZero() ? "" : Quantity.duration(step.view().saved())))
			.add(number(blank(Quantity.tokens(spent))), saved(blank(Quantity.tokens(saved))))
			.add(more(blank(Quantity.money(spent))), saved(blank(Quantity.money(saved))));
		Element more = Element.of(Tag.TR, "rest")
			.add(Element.of(Tag.TD).with(Attribute.COLSPAN, 9).add(this.details.of(step)));
		return Element.of(Tag.TBODY, step.outcome().cssClass()).with(Attribute.ID, step.place()).add(figures, more);
	}

	private String start(ReportedStep step) {
		Instant startedAt = step.startedAt();
		return (startedAt != null)
				? "+" + Quantity.duration(longerThanZero(Duration.between(this.report.run().startedAt(), startedAt)))
				: "";
	}

	private static Duration longerThanZero(Duration duration) {
		return duration.isNegative() ? Duration.ZERO : duration;
	}

	private static String blank(String figure) {
		return figure.equals(Quantity.NONE) ? "" : figure;
	}

	private static Element number(String text) {
		return Element.of(Tag.TD, "number").text(text);
	}

	private static Element more(String text) {
		return Element.of(Tag.TD, "number more").text(text);
	}

	private static Element saved(String text) {
		return Element.of(Tag.TD, "number more saved").text(text);
	}

}
