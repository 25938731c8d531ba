package io.musubito;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The differences of two runs as a text for a terminal.
 */
final class RunDiffText {

	private static final int MAX_STEPS = 100;

	private static final int MAX_CHANGES = 20;

	private final StringBuilder text = new StringBuilder();

	private RunDiffText() {
	}

	static String of(RunDiff diff) {
		RunDiffText text = new RunDiffText();
		text.heading(diff);
		text.causes(diff.causes());
		text.steps(diff.steps());
		diff.notes().forEach((note) -> text.line("  ", note));
		return text.text.toString();
	}

	static String words(OutputChange change) {
		if (change.words().isEmpty()) {
			return oneLine(value(change.before()) + " → " + value(change.after()));
		}
		return oneLine(change.words().stream().map((word) -> switch (word.kind()) {
			case SAME -> word.text();
			case REMOVED -> "[-" + word.text() + "-]";
			case ADDED -> "{+" + word.text() + "+}";
		}).collect(Collectors.joining()));
	}

	private void heading(RunDiff diff) {
		line("", "'" + diff.after().pipeline() + "': run " + diff.before().runId() + " → run " + diff.after().runId());
		line("  before ", summary(diff.before()));
		line("  after  ", summary(diff.after()));
		Duration duration = diff.duration();
		BigDecimal cost = diff.cost();
		line("  difference: ",
				"%+d tokens".formatted(diff.tokens())
						+ ((duration != null) ? ", %+d ms".formatted(duration.toMillis()) : "")
						+ ((cost != null) ? ", " + ((cost.signum() >= 0) ? "+" : "") + cost.toPlainString() : ""));
	}

	private static String summary(RunSummary run) {
		Cost cost = run.spent().cost();
		Duration duration = run.duration();
		return run.status() + ", " + run.executed() + " executed, " + run.replayed() + " replayed, "
				+ run.spent().usage().totalTokens() + " tokens"
				+ ((duration != null) ? ", " + duration.toMillis() + " ms" : "")
				+ ((cost != null) ? ", cost " + cost.amount().toPlainString() : "");
	}

	private void causes(List<RunCause> causes) {
		line("", causes.isEmpty() ? "Nothing was changed that is part of an identity" : "Changed");
		for (RunCause cause : causes) {
			line("  ", cause.toString());
			cause.consequences().forEach((change) -> line("    with ", change.toString()));
		}
	}

	private void steps(List<StepDiff> steps) {
		List<StepDiff> differing = steps.stream().filter((step) -> step.difference() != StepDifference.SAME).toList();
		line("", differing.isEmpty() ? "All " + steps.size() + " steps are the same"
				: differing.size() + " of " + steps.size() + " steps differ");
		differing.stream().limit(MAX_STEPS).forEach(this::step);
		if (differing.size() > MAX_STEPS) {
			line("  ", "… and " + (differing.size() - MAX_STEPS) + " more");
		}
	}

	private void step(StepDiff step) {
		line("  ", step.position() + "  " + step.difference() + "  " + outcome(step.before()) + " → "
				+ outcome(step.after()));
		step.changes().stream().limit(MAX_CHANGES).forEach((change) -> line("    ", change.toString()));
		if (step.error() != null) {
			line("    ", step.error());
		}
		OutputDiff output = step.output();
		if (output != null) {
			output.changes().stream().limit(MAX_CHANGES).forEach((change) -> line("    result ", change.toString()));
			if (output.note() != null) {
				line("    ", output.note());
			}
		}
	}

	private static String outcome(@Nullable StepView step) {
		if (step == null) {
			return "–";
		}
		return (step.sequence() > 0) ? step.outcome().name() : "not called";
	}

	private static String value(@Nullable String value) {
		return (value != null) ? value : "(none)";
	}

	private void line(String indent, String line) {
		this.text.append(indent).append(oneLine(line)).append('\n');
	}

	/**
	 * Results are texts of strangers: what would move the cursor is no part of the line.
	 */
	private static String oneLine(String text) {
		StringBuilder line = new StringBuilder(text.length());
		text.codePoints().forEach((character) -> {
			if (character == '\n') {
				line.append("⏎");
			}
			else if (Character.isISOControl(character) || Character.getType(character) == Character.FORMAT) {
				line.append(' ');
			}
			else {
				line.appendCodePoint(character);
			}
		});
		return line.toString();
	}

}
