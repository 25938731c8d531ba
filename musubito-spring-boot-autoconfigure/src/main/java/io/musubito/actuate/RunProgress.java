package io.musubito.actuate;

import java.time.Duration;
import java.time.Instant;

import io.musubito.MusubitoRuns;
import io.musubito.RunCounts;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.actuate.ProgressDescriptor.Expected;
import io.musubito.actuate.ProgressDescriptor.FanOut;
import io.musubito.run.RunTracker;
import io.musubito.store.ClaimStore;
import org.jspecify.annotations.Nullable;

/**
 * Tells how far a run is.
 */
final class RunProgress {

	/** How many of the newest runs of a pipeline are looked through. */
	private static final int RUNS = 20;

	private final MusubitoRuns runs;

	private final RunTracker tracker;

	private final ClaimStore claims;

	RunProgress(MusubitoRuns runs, RunTracker tracker, ClaimStore claims) {
		this.runs = runs;
		this.tracker = tracker;
		this.claims = claims;
	}

	/**
	 * How far a run is.
	 * @param run the run
	 * @return the progress; {@code null} when it has ended
	 */
	@Nullable ProgressDescriptor of(RunView run) {
		if (run.status() != RunStatus.RUNNING) {
			return null;
		}
		return new ProgressDescriptor(this.claims.findAll()
			.stream()
			.filter((claim) -> run.runId().equals(claim.runId()))
			.map(RunningDescriptor::of)
			.toList(), this.tracker.fanOuts(run.runId()).stream().map(FanOut::of).toList(), expected(run));
	}

	private @Nullable Expected expected(RunView run) {
		return this.runs.recent(RUNS, run.pipeline())
			.stream()
			.filter((other) -> other.status() == RunStatus.SUCCESS)
			.findFirst()
			.map(this::expectedFrom)
			.orElse(null);
	}

	private @Nullable Expected expectedFrom(RunView last) {
		Instant endedAt = last.endedAt();
		return (endedAt != null) ? new Expected(last.runId(), steps(last.counts()),
				Duration.between(last.startedAt(), endedAt).toMillis()) : null;
	}

	private static long steps(RunCounts counts) {
		return counts.replayed() + counts.executed() + counts.failed() + counts.manual();
	}

}
