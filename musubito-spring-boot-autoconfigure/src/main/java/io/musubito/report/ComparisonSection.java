package io.musubito.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.musubito.Change;
import io.musubito.Explanation;
import io.musubito.OutputChange;
import io.musubito.OutputDiff;
import io.musubito.Reason;
import io.musubito.RunDiff;
import io.musubito.RunSummary;
import io.musubito.StepDiff;
import io.musubito.StepDifference;
import io.musubito.WordChange;
import org.jspecify.annotations.Nullable;

/**
 * The run beside the one before it: the sums, and the steps that differ.
 */
final class ComparisonSection {

	private static final int MOST = 100;

	private static final int MOST_PLACES = 5;

	private ComparisonSection() {
	}

	static List<Element> of(ReportedRun report) {
		RunDiff difference = report.difference();
		if (difference == null) {
			return List.of();
		}
		Element section = Element.of(Tag.SECTION)
			.with(Attribute.ARIA_LABELLEDBY, "comparison")
			.add(Element.of(Tag.H2)
				.with(Attribute.ID, "comparison")
				.text("Compared with run ")
				.add(Element.of(Tag.CODE).text(Quantity.shortId(difference.before().runId()))))
			.add(sums(difference));
		List<StepDiff> steps = difference.steps()
			.stream()
			.filter((step) -> step.difference() != StepDifference.SAME)
			.toList();
		if (steps.isEmpty()) {
			section.add(Element.of(Tag.P).text("No step has another result."));
		}
		else {
			section.add(steps(steps, report.values()));
		}
		if (steps.size() > MOST) {
			section.add(Element.of(Tag.P, "muted")
				.text("These are the first " + MOST + " of " + steps.size() + " steps that differ."));
		}
		difference.notes().forEach((note) -> section.add(Element.of(Tag.P, "muted").text(VisibleText.line(note, 500))));
		return List.of(section);
	}

	private static Element sums(RunDiff difference) {
		RunSummary before = difference.before();
		RunSummary after = difference.after();
		BigDecimal cost = difference.cost();
		Element body = Element.of(Tag.TBODY)
			.add(sum("Executed", Quantity.count(before.executed()), Quantity.count(after.executed()),
					signed(after.executed() - before.executed())))
			.add(sum("Replayed", Quantity.count(before.replayed()), Quantity.count(after.replayed()),
					signed(after.replayed() - before.replayed())))
			.add(sum("Time", Quantity.duration(before.duration()), Quantity.duration(after.duration()),
					(difference.duration() == null) ? ""
							: (difference.duration().isNegative() ? "−" : "+")
									+ Quantity.duration(difference.duration().abs())))
			.add(sum("Tokens", Quantity.count(before.spent().usage().totalTokens()),
					Quantity.count(after.spent().usage().totalTokens()), signed(difference.tokens())))
			.add(sum("Cost", Quantity.money(before.spent()), Quantity.money(after.spent()),
					(cost != null) ? ((cost.signum() > 0) ? "+" : "") + Quantity.money(cost) : ""));
		return Element.of(Tag.TABLE, "sums")
			.add(Element.of(Tag.CAPTION).text("Sums, with those of the runs that they called"))
			.add(Element.of(Tag.THEAD)
				.add(Element.of(Tag.TR)
					.add(ChangeTable.column("Sum"), ChangeTable.column("Before"), ChangeTable.column("This run"),
							ChangeTable.column("Difference"))))
			.add(body);
	}

	private static Element sum(String name, String before, String after, String difference) {
		return Element.of(Tag.TR)
			.add(Element.of(Tag.TH).with(Attribute.SCOPE, "row").text(name))
			.add(Element.of(Tag.TD).text(before), Element.of(Tag.TD).text(after), Element.of(Tag.TD).text(difference));
	}

	private static String signed(long number) {
		return ((number < 0) ? "−" : (number > 0) ? "+" : "") + Quantity.count(Math.abs(number));
	}

	private static Element steps(List<StepDiff> steps, boolean values) {
		Element body = Element.of(Tag.TBODY);
		steps.stream().limit(MOST).forEach((step) -> body.add(row(step, values)));
		return Element.of(Tag.TABLE, "differences")
			.add(Element.of(Tag.CAPTION).text("Steps that differ"))
			.add(Element.of(Tag.THEAD)
				.add(Element.of(Tag.TR)
					.add(ChangeTable.column("Step"), ChangeTable.column("Difference"),
							ChangeTable.column("What changed"), ChangeTable.column("Result"))))
			.add(body);
	}

	private static Element row(StepDiff step, boolean values) {
		return Element.of(Tag.TR)
			.add(Element.of(Tag.TH).with(Attribute.SCOPE, "row").text(VisibleText.line(step.position(), 120)))
			.add(Element.of(Tag.TD).text(step.difference().name().toLowerCase(Locale.ROOT).replace('_', ' ')))
			.add(Element.of(Tag.TD).add(changed(step.changes(), values)))
			.add(Element.of(Tag.TD).add(result(step.output(), values)));
	}

	private static List<Element> changed(List<Change> changes, boolean values) {
		Explanation all = new Explanation(Reason.FIRST_EXECUTION, changes, null, null);
		String names = ((values) ? all : all.withoutValues()).changes()
			.stream()
			.map(Change::component)
			.distinct()
			.collect(Collectors.joining(", "));
		return names.isEmpty() ? List.of() : List.of(ChangeTable.code(names));
	}

	private static List<Element> result(@Nullable OutputDiff output, boolean values) {
		if (output == null) {
			return List.of();
		}
		List<Element> parts = new ArrayList<>();
		if (!values) {
			parts.add(Element.of(Tag.CODE)
				.text(Quantity.shortId(output.beforeArtifactId()) + " → "
						+ Quantity.shortId(output.afterArtifactId())));
			return parts;
		}
		output.changes().stream().limit(MOST_PLACES).forEach((change) -> parts.add(place(change)));
		if (output.changes().size() > MOST_PLACES) {
			parts.add(Element.of(Tag.P, "muted")
				.text("and " + (output.changes().size() - MOST_PLACES) + " other places"));
		}
		if (output.note() != null) {
			parts.add(Element.of(Tag.P, "muted").text(VisibleText.line(output.note(), 300)));
		}
		return parts;
	}

	private static Element place(OutputChange change) {
		Element place = Element.of(Tag.P).add(ChangeTable.code(change.path())).text(" ");
		if (change.words().isEmpty()) {
			return place.add(ChangeTable.values(new Change(change.path(), change.before(), change.after())));
		}
		int room = 1_500;
		for (WordChange word : change.words()) {
			String text = VisibleText.line(word.text(), 300);
			room -= text.length();
			if (room < 0) {
				return place.text("…");
			}
			switch (word.kind()) {
				case SAME -> place.text(" " + text + " ");
				case REMOVED -> place.add(Element.of(Tag.DEL).text(text));
				case ADDED -> place.add(Element.of(Tag.INS).text(text));
			}
		}
		return place;
	}

}
