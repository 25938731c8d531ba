package io.musubito.report;

import io.musubito.RunKind;
import io.musubito.RunView;

/**
 * Which run it is, how it ended, and whether its values are shown.
 */
final class HeaderSection {

	private static final String LOGO = "M6 9c8 0 12 14 20 14M6 23c8 0 12-14 20-14";

	private HeaderSection() {
	}

	static Element of(ReportedRun report) {
		RunView run = report.run();
		Element title = Element.of(Tag.H1)
			.add(Element.of(Tag.SPAN, "pipeline").text(VisibleText.line(run.pipeline(), 200)))
			.text(" ")
			.add(Element.of(Tag.CODE, "muted").text(Quantity.shortId(run.runId())));
		return Element.of(Tag.HEADER)
			.add(bar(report))
			.add(Element.of(Tag.DIV, "headline").add(title, status(run)))
			.add(facts(report))
			.add(note(report.values()));
	}

	private static Element bar(ReportedRun report) {
		Element logo = Element.of(Tag.SVG, "logo")
			.with(Attribute.VIEW_BOX, "0 0 32 32")
			.with(Attribute.ARIA_HIDDEN, "true")
			.add(Element.of(Tag.PATH).with(Attribute.D, LOGO));
		Element bar = Element.of(Tag.P, "bar").add(logo).add(Element.of(Tag.STRONG).text("musubito"));
		if (report.application() != null) {
			bar.add(Element.of(Tag.SPAN, "application").text(VisibleText.line(report.application(), 100)));
		}
		return bar.add(Element.of(Tag.SPAN, "kind").text("Report of a run"));
	}

	private static Element status(RunView run) {
		return switch (run.status()) {
			case SUBMITTED -> Outcome.badge("executed", Icons.RUNNING, "Submitted");
			case RUNNING -> Outcome.badge("executed", Icons.RUNNING, "Running");
			case SUCCESS -> Outcome.badge("replayed", Icons.DONE, "Success");
			case FAILED -> Outcome.badge("failed", Icons.FAILED, "Failed");
			case ABANDONED -> Outcome.badge("stale", Icons.BLOCKED, "Abandoned");
		};
	}

	private static Element facts(ReportedRun report) {
		RunView run = report.run();
		Element facts = Element.of(Tag.DL, "facts")
			.add(fact((run.kind() == RunKind.PIPELINE) ? "Run" : "Request", code(run.runId())))
			.add(fact("Started", Quantity.dateTime(run.startedAt())));
		if (run.endedAt() != null) {
			facts.add(fact("Ended", Quantity.dateTime(run.endedAt())));
		}
		else {
			facts.add(fact("Ended", Element.of(Tag.SPAN).text(switch (run.status()) {
				case RUNNING -> "not yet: this is what there was when the report was written";
				default -> "it is not known when";
			})));
		}
		if (run.resumedFrom() != null) {
			facts.add(fact("Resumes", code(run.resumedFrom())));
		}
		if (run.parentRunId() != null) {
			facts.add(fact("Called in", code(run.parentRunId())));
		}
		return facts;
	}

	private static Element fact(String name, Element value) {
		return Element.of(Tag.DIV).add(Element.of(Tag.DT).text(name), Element.of(Tag.DD).add(value));
	}

	private static Element code(String id) {
		return Element.of(Tag.CODE).text(id);
	}

	private static Element note(boolean values) {
		return Element.of(Tag.P, "note")
			.text((values) ? "Inputs, artifacts and messages of exceptions are in this file: they may be confidential."
					: "Inputs, artifacts and messages of exceptions are hidden, and hashes stand for them. The property "
							+ "management.endpoint.musubito.show-values of the application says who is shown them.");
	}

}
