package io.musubito.report;

import java.util.List;

/**
 * What failed, was not run or was replaced by an old result. Nothing is shown where all
 * went well.
 */
final class FailuresSection {

	private static final int MOST = 50;

	private static final int BYTES = 2_000;

	private FailuresSection() {
	}

	static List<Element> of(ReportedRun report) {
		List<ReportedStep> failed = report.steps()
			.stream()
			.filter((step) -> step.outcome().compareTo(Outcome.STALE) <= 0)
			.toList();
		if (failed.isEmpty()) {
			return List.of();
		}
		Element list = Element.of(Tag.UL, "failures");
		failed.stream().limit(MOST).forEach((step) -> list.add(item(step, report.values())));
		if (failed.size() > MOST) {
			list.add(Element.of(Tag.LI).text("and " + (failed.size() - MOST) + " others, among the steps below"));
		}
		return List.of(Element.of(Tag.SECTION)
			.with(Attribute.ARIA_LABELLEDBY, "failures")
			.add(Element.of(Tag.H2).with(Attribute.ID, "failures").text("Failures"), list));
	}

	private static Element item(ReportedStep step, boolean values) {
		Element name = Element.of(Tag.A).with(Attribute.HREF, "#" + step.place()).add(step.title());
		Element item = Element.of(Tag.LI).add(step.outcome().badge(), name);
		String error = (values) ? step.view().error() : null;
		if (error != null) {
			ShownValue shown = ShownValue.cut(error, BYTES);
			item.add(Element.of(Tag.CODE, "error").text(VisibleText.line(shown.text(), BYTES)));
		}
		else {
			item.add(Element.of(Tag.SPAN).text(WhySentence.of(step.view(), values)));
		}
		return item;
	}

}
