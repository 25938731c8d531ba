package io.musubito.report;

import java.time.Instant;
import java.util.Objects;

import io.musubito.StepType;
import io.musubito.StepView;
import org.jspecify.annotations.Nullable;

/**
 * A call in the run that is reported.
 *
 * @param number its place in the report, from 1
 * @param view its entry in the journal
 * @param only whether it is the only call of its step in the run
 */
record ReportedStep(int number, StepView view, boolean only) {

	Outcome outcome() {
		return Outcome.of(this.view.outcome());
	}

	/** Where it is in the run, {@code draft[1]} for example. */
	String name() {
		return (this.only) ? this.view.operation()
				: Objects.requireNonNullElse(this.view.position(), this.view.operation());
	}

	/** When the call began; {@code null} when that is not known. */
	@Nullable Instant startedAt() {
		Instant endedAt = this.view.endedAt();
		return (endedAt != null) ? endedAt.minus(this.view.duration()) : null;
	}

	/** The id of its row in the report. */
	String place() {
		return "step-" + this.number;
	}

	/** The name with an icon that tells the type. */
	Element title() {
		Element title = Element.of(Tag.SPAN, "name");
		StepType type = this.view.type();
		if (type != null) {
			title.add(Icons.icon(Icons.path(type)));
		}
		return title.add(Element.of(Tag.SPAN).text(VisibleText.line(name(), 120)));
	}

}
