package io.musubito.sample.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

import io.musubito.Explanation;
import io.musubito.StepView;

/**
 * Shows a run to people.
 */
final class RunTable {

	private static final String ROW = "   %-12s %-10s %-46s %9s %9s%n";

	private static final double NANOS_PER_MILLISECOND = 1_000_000;

	private final PrintStream out;

	RunTable(PrintStream out) {
		this.out = out;
	}

	void print(DemoRun run) {
		this.out.printf(ROW, "step", "outcome", "why", "ms", "saved ms");
		run.journal().steps().forEach(this::printStep);
		this.out.println();
		this.out.printf("   %d model %s, %d tokens; %s ms, saved %s ms%n", run.model().requests(),
				(run.model().requests() != 1) ? "requests" : "request", run.model().tokens(),
				milliseconds(run.duration()), milliseconds(run.saved()));
	}

	private void printStep(StepView step) {
		String saved = step.saved().isZero() ? "" : milliseconds(step.saved());
		this.out.printf(ROW, step.operation(), words(step.outcome()), why(step), milliseconds(step.duration()), saved);
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
