package io.musubito;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A plan as a table for people.
 */
final class PlanTable {

	private static final String ROW = "%-9s %-24s %9s %7s %11s  %s";

	private PlanTable() {
	}

	static String of(RunPlan plan) {
		StringBuilder table = new StringBuilder("Plan of run " + plan.runId() + " of '" + plan.pipeline() + "'");
		if (!plan.basedOn().equals(plan.runId())) {
			table.append(", which goes as run ").append(plan.basedOn());
		}
		line(table, "");
		if (plan.why() != null) {
			line(table, "The pipeline itself: " + plan.why());
		}
		line(table, ROW.formatted("", "step", "ms", "tokens", "cost", "why"));
		plan.steps().forEach((step) -> line(table, row(step)));
		line(table, "");
		Stream.of(total("replays", plan.replays()), total("runs", plan.runs()), total("may run", plan.mayRun()))
			.forEach((total) -> line(table, total));
		if (!plan.complete()) {
			line(table, "That run did not come to its end: what comes after these steps is not known.");
		}
		return table.toString().stripTrailing();
	}

	private static String row(PlannedStep step) {
		return ROW.formatted(words(step.outcome()), step.operation(), step.duration().toMillis(), tokens(step.spent()),
				cost(step.spent()), Objects.toString(step.why(), ""));
	}

	private static String total(String outcome, PlanTotal total) {
		return ROW.formatted(outcome, total.steps() + ((total.steps() == 1) ? " step" : " steps"),
				total.duration().toMillis(), tokens(total.spent()), cost(total.spent()), "");
	}

	private static void line(StringBuilder table, String line) {
		table.append(line.stripTrailing()).append(System.lineSeparator());
	}

	private static String words(PlannedOutcome outcome) {
		return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	private static String tokens(Spending spending) {
		return (spending.usage().isEmpty()) ? "" : String.valueOf(spending.usage().totalTokens());
	}

	private static String cost(Spending spending) {
		BigDecimal amount = (spending.cost() != null) ? spending.cost().amount() : null;
		return (amount != null) ? amount.toPlainString() : "";
	}

}
