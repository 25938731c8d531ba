package io.musubito.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

import io.musubito.Cost;
import io.musubito.RunView;
import io.musubito.Spending;

/**
 * The sums: steps by outcome, and what was spent and saved in time, tokens and money.
 */
final class FiguresSection {

	private FiguresSection() {
	}

	static Element of(ReportedRun report) {
		RunView run = report.run();
		Element figures = Element.of(Tag.DL, "figures").add(steps(report));
		long cached = report.count(Outcome.REPLAYED);
		int all = report.steps().size();
		figures.add(figure((all > 0) ? Math.round(100.0 * cached / all) + " %" : Quantity.NONE, "replayed", ""));
		figures.add(figure(Quantity.duration(report.duration()), "time",
				saved(Quantity.duration(report.saved()), "avoided")));
		figures.add(figure(Quantity.count(run.spent().usage().totalTokens()), "tokens",
				saved(Quantity.count(run.savings().usage().totalTokens()), "saved")));
		figures.add(figure(spent(run.spent()), "cost", saved(Quantity.money(run.savings()), "saved")));
		return Element.of(Tag.SECTION)
			.with(Attribute.ARIA_LABELLEDBY, "figures")
			.add(Element.of(Tag.H2, "unseen").with(Attribute.ID, "figures").text("Figures"), figures)
			.add(unpriced(run));
	}

	private static Element steps(ReportedRun report) {
		Element figure = Element.of(Tag.DIV, "wide")
			.add(Element.of(Tag.DT).text(Quantity.counted(report.steps().size(), "step")));
		Element counts = Element.of(Tag.DD, "counts");
		List<Outcome> outcomes = new ArrayList<>(List.of(Outcome.values()));
		Collections.reverse(outcomes);
		for (Outcome outcome : outcomes) {
			long count = report.count(outcome);
			if (count > 0) {
				counts.add(outcome.badge(Quantity.count(count) + " " + outcome.word().toLowerCase(Locale.ROOT)));
			}
		}
		return figure.add(Element.of(Tag.DD).add(OutcomeBar.of(report.steps(), "parts")), counts);
	}

	private static Element figure(String value, String name, String more) {
		Element label = Element.of(Tag.DT).text(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
		Element number = Element.of(Tag.DD).add(Element.of(Tag.STRONG).text(value));
		return Element.of(Tag.DIV).add(label, number.add(Element.of(Tag.SPAN, "saved").text(more)));
	}

	private static String saved(String value, String word) {
		return (value.equals(Quantity.NONE) || value.equals("0") || value.equals("0 ms")) ? "" : value + " " + word;
	}

	private static String spent(Spending spent) {
		String money = Quantity.money(spent);
		return (money.equals(Quantity.NONE) && spent.usage().isEmpty()) ? "$0" : money;
	}

	private static List<Element> unpriced(RunView run) {
		TreeSet<String> models = new TreeSet<>();
		for (Spending spending : List.of(run.spent(), run.savings())) {
			Cost cost = spending.cost();
			if (cost != null) {
				models.addAll(cost.unpricedModels());
			}
		}
		return models.isEmpty() ? List.of() : List.of(Element.of(Tag.P, "muted")
			.text("Not in the cost, because they have no price: " + VisibleText.line(String.join(", ", models), 500)));
	}

}
