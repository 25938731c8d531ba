package io.musubito.sample.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.musubito.Change;
import io.musubito.Explanation;
import io.musubito.StepView;

/**
 * Shows a run to people.
 */
final class RunTable {

	private static final String ROW = "   %-12s %-10s %-38s %9s %9s%n";

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

	private static String why(StepView step) {
		Explanation why = step.why();
		if (why == null) {
			return "";
		}
		List<Change> changes = why.changes();
		return words(why.reason()) + (changes.isEmpty() ? ""
				: changes.stream().map(RunTable::what).distinct().collect(Collectors.joining(", ", ": ", "")));
	}

	private static String what(Change change) {
		return change.component().replaceFirst("^(resource|property|upstream) (.*/)?", "");
	}

	private static String words(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	private static String milliseconds(Duration duration) {
		return String.format(Locale.ROOT, "%.1f", duration.toNanos() / NANOS_PER_MILLISECOND);
	}

}
