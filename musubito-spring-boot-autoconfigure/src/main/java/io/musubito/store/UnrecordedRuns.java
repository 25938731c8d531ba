package io.musubito.store;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.musubito.RunCounts;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.Spending;
import org.jspecify.annotations.Nullable;

/**
 * The newest runs that were started here by somebody who is told of them, and that are
 * not in the store. Safe for use by any number of threads.
 */
final class UnrecordedRuns {

	private static final int KEPT = 100;

	private final Map<String, RunView> byId = new LinkedHashMap<>() {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, RunView> eldest) {
			return size() > KEPT;
		}

	};

	synchronized void start(RunStart run) {
		this.byId.put(run.runId(),
				new RunView(run.runId(), run.pipeline(), run.kind(), RunStatus.RUNNING, run.startedAt(), null,
						run.resumedFrom(), null, Spending.NONE, Spending.NONE, RunCounts.NONE, Duration.ZERO, List.of(),
						List.of()));
	}

	synchronized void end(String runId, RunStatus status, Instant endedAt) {
		this.byId.computeIfPresent(runId, (id, run) -> withStatus(run, status, endedAt));
	}

	synchronized Optional<RunView> find(String runId) {
		return Optional.ofNullable(this.byId.get(runId));
	}

	/**
	 * The same run in another state.
	 */
	static RunView withStatus(RunView run, RunStatus status, @Nullable Instant endedAt) {
		return new RunView(run.runId(), run.pipeline(), run.kind(), status, run.startedAt(), endedAt, run.resumedFrom(),
				run.parentRunId(), run.spent(), run.savings(), run.counts(), run.timeSaved(), run.causes(),
				run.steps());
	}

}
