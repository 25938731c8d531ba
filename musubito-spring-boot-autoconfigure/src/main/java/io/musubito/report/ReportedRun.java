package io.musubito.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.musubito.Graph;
import io.musubito.RunDiff;
import io.musubito.RunView;
import org.jspecify.annotations.Nullable;

/**
 * What a report is made of.
 *
 * @param application the name of the application; {@code null} without one
 * @param run the run
 * @param steps its steps
 * @param graph their nodes and edges
 * @param previous the run that it resumes, or the one of the pipeline before it;
 * {@code null} when there is none or it is not known any more
 * @param difference what differs between that and this one; {@code null} when they can't
 * be compared
 * @param values whether values may be shown
 * @param writtenAt when the report is written
 */
record ReportedRun(@Nullable String application, RunView run, List<ReportedStep> steps, Graph graph,
		@Nullable RunView previous, @Nullable RunDiff difference, boolean values, Instant writtenAt) {

	long count(Outcome outcome) {
		return this.steps.stream().filter((step) -> step.outcome() == outcome).count();
	}

	Duration saved() {
		return this.steps.stream().map((step) -> step.view().saved()).reduce(Duration.ZERO, Duration::plus);
	}

	/** How long it took, or has been running; {@code null} when that is not known. */
	@Nullable Duration duration() {
		Instant end = switch (this.run.status()) {
			case RUNNING -> this.writtenAt;
			default -> this.run.endedAt();
		};
		// The clock may have been set back since
		return (end != null && !end.isBefore(this.run.startedAt())) ? Duration.between(this.run.startedAt(), end)
				: null;
	}

}
