package io.musubito.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.musubito.RunKind;
import io.musubito.RunStatus;
import io.musubito.lineage.RunScope;
import io.musubito.store.RunStore;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Starts and ends runs. A run without steps leaves no trace.
 */
public final class RunTracker {

	private static final Log logger = LogFactory.getLog(RunTracker.class);

	private final RunStore store;

	private final Clock clock;

	public RunTracker(RunStore store, Clock clock) {
		this.store = store;
		this.clock = clock;
	}

	/**
	 * Starts a run. Its row is written with its first step.
	 * @param name the name of the pipeline, or method and path of the web request
	 * @param kind what begins it
	 * @return the run, to be put into the lineage context
	 */
	public RunScope start(String name, RunKind kind) {
		return RunScope.start(name, kind, this.clock.instant());
	}

	/**
	 * Ends a run.
	 * @param run the run
	 * @param status how it ended
	 */
	public void end(RunScope run, RunStatus status) {
		if (run.outcomes().isEmpty()) {
			return;
		}
		Instant now = this.clock.instant();
		this.store.end(run.runId(), status, now);
		logger.info("Run '" + run.name() + "' " + status + " in " + Duration.between(run.startedAt(), now).toMillis()
				+ " ms, steps " + run.outcomes() + ", run id " + run.runId());
	}

}
