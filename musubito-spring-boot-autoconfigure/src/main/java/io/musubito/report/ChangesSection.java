package io.musubito.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.musubito.Change;
import io.musubito.Reason;
import io.musubito.RunView;

/**
 * What changed since the previous run: the root causes of what was executed. Failures are
 * another section.
 */
final class ChangesSection {

	private static final int MOST = 30;

	private ChangesSection() {
	}

	static Element of(ReportedRun report) {
		Element section = Element.of(Tag.SECTION).with(Attribute.ARIA_LABELLEDBY, "changes").add(heading(report));
		List<RootCause> causes = RootCause.of(report.steps(), report.values());
		if (causes.isEmpty()) {
			return section.add(Element.of(Tag.P)
				.text((report.steps().isEmpty()) ? "No step was called in this run."
						: "Nothing that a step is made of: no step had to run again."));
		}
		Element list = Element.of(Tag.UL, "causes");
		causes.stream().limit(MOST).forEach((cause) -> list.add(item(cause)));
		if (causes.size() > MOST) {
			list.add(Element.of(Tag.LI)
				.text("and " + (causes.size() - MOST) + " other causes, each in the steps below"));
		}
		return section.add(list);
	}

	private static Element heading(ReportedRun report) {
		Element heading = Element.of(Tag.H2).with(Attribute.ID, "changes");
		RunView previous = report.previous();
		if (previous == null) {
			return heading.text("Why steps ran");
		}
		String which = (previous.runId().equals(report.run().resumedFrom())) ? "the run that it resumes, "
				: "the previous run, ";
		return heading.text("What changed since " + which)
			.add(Element.of(Tag.CODE).text(Quantity.shortId(previous.runId())));
	}

	private static Element item(RootCause cause) {
		Change change = cause.change();
		Element chip = Element.of(Tag.SPAN, "cause")
			.add(Element.of(Tag.STRONG).text(cause.reason().name().replace('_', ' ').toLowerCase(Locale.ROOT)));
		if (change != null) {
			chip.add(Element.of(Tag.CODE).text(VisibleText.line(change.component(), 160)));
		}
		Element item = Element.of(Tag.LI).add(chip);
		if (change != null && (change.before() != null || change.after() != null)) {
			item.add(ChangeTable.values(change));
		}
		return item.add(Element.of(Tag.SPAN).text(consequence(cause)));
	}

	private static String consequence(RootCause cause) {
		String downstream = Quantity.counted(cause.downstream().size(), "downstream step");
		if (cause.steps().isEmpty()) {
			return "→ " + downstream + " ran again";
		}
		String ran = (cause.reason() == Reason.FIRST_EXECUTION) ? " ran for the first time" : " ran again";
		return "→ " + byOperation(cause.steps()) + (cause.downstream().isEmpty() ? "" : " → " + downstream) + ran;
	}

	private static String byOperation(Set<ReportedStep> steps) {
		Map<String, Long> counts = steps.stream()
			.collect(Collectors.groupingBy((step) -> step.view().operation(), TreeMap::new, Collectors.counting()));
		if (counts.size() > 6) {
			return Quantity.counted(steps.size(), "step");
		}
		return counts.entrySet()
			.stream()
			.map((entry) -> VisibleText.line(entry.getKey(), 60)
					+ ((entry.getValue() > 1) ? " ×" + entry.getValue() : ""))
			.collect(Collectors.joining(", "));
	}

}
