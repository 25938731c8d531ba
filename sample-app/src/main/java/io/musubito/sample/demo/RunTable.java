package io.musubito.sample.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

import io.musubito.Cost;
import io.musubito.Explanation;
import io.musubito.Spending;
import io.musubito.StepView;

/**
 * Shows a run to people.
 */
final class RunTable {

	private static final String ROW = "   %-12s %-10s %-46s %9s %9s %7s %7s%n";

	private static final double NANOS_PER_MILLISECOND = 1_000_000;

	private final PrintStream out;

	RunTable(PrintStream out) {
		this.out = out;
	}

	void print(DemoRun run) {
		print("step", "outcome", "why", "ms", "saved ms", "tokens", "saved");
		run.journal().steps().forEach(this::printStep);
		this.out.println();
		this.out.printf("   %d model %s; %s ms, saved %s ms%n", run.model().requests(),
				(run.model().requests() != 1) ? "requests" : "request", milliseconds(run.duration()),
				milliseconds(run.saved()));
		this.out.printf("   %s; saved %s%n", money(run.journal().spent()), money(run.journal().savings()));
	}

	private void printStep(StepView step) {
		String saved = step.saved().isZero() ? "" : milliseconds(step.saved());
		print(step.operation(), words(step.outcome()), why(step), milliseconds(step.duration()), saved,
				tokens(step.spent()), tokens(step.savings()));
	}

	private void print(Object... cells) {
		this.out.println(ROW.formatted(cells).stripTrailing());
	}

	private static String tokens(Spending spending) {
		return spending.usage().isEmpty() ? "" : String.valueOf(spending.usage().totalTokens());
	}

	private static String money(Spending spending) {
		Cost cost = spending.cost();
		return spending.usage().totalTokens() + " tokens"
				+ ((cost != null) ? ", " + cost.amount().toPlainString() + " USD" : "");
	}

	// Of a prompt its name is enough, and what became of it the reason says already
	private static String why(StepView step) {
		Explanation why = step.why();
		if (why == null) {
			return "";
		}
		return why.toString().replaceAll("(resource|property) (\\S*/)?", "").replace("← configuration changed: ", "← ");
	}

	private static String words(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	private static String milliseconds(Duration duration) {
		return String.format(Locale.ROOT, "%.1f", duration.toNanos() / NANOS_PER_MILLISECOND);
	}

}
