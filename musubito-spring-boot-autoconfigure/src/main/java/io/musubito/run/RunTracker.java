package io.musubito.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.musubito.RunKind;
import io.musubito.RunStatus;
import io.musubito.lineage.PipelineCall;
import io.musubito.lineage.Rerun;
import io.musubito.lineage.RunScope;
import io.musubito.store.Owners;
import io.musubito.store.RunStore;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Starts and ends runs. A run without steps leaves no trace.
 */
public final class RunTracker {

	private static final Log logger = LogFactory.getLog(RunTracker.class);

	private final RunStore store;

	private final Owners owners;

	private final Clock clock;

	public RunTracker(RunStore store, Owners owners, Clock clock) {
		this.store = store;
		this.owners = owners;
		this.clock = clock;
	}

	/**
	 * Starts the run of a web request. Its row is written with its first step.
	 * @param name method and path of the web request
	 * @return the run, to be put into the lineage context
	 */
	public RunScope startRequest(String name) {
		return RunScope.request(name, this.clock.instant(), this.owners.self());
	}

	/**
	 * Starts the run of a pipeline. Its row is written with its first step.
	 * @param name the name of the pipeline
	 * @param around the run in which it is called; {@code null} outside of any. That of a
	 * web request is not its parent: it would get a row without a step
	 * @param call how it is called; {@code null} when it can't be called again
	 * @return the run, to be put into the lineage context
	 */
	RunScope startPipeline(String name, @Nullable RunScope around, @Nullable PipelineCall call) {
		RunScope parent = (around != null && around.kind() == RunKind.PIPELINE) ? around : null;
		return RunScope.pipeline(name, this.clock.instant(), this.owners.self(), parent, call);
	}

	RunScope prepareResumption(String name, PipelineCall call, String resumedFrom, @Nullable Rerun rerun) {
		return RunScope.resumption(name, this.clock.instant(), this.owners.self(), call, resumedFrom, rerun);
	}

	/**
	 * Ends a run. A second call has no effect.
	 * @param run the run
	 * @param status how it ended
	 */
	public void end(RunScope run, RunStatus status) {
		if (!run.end() || !run.isRecorded()) {
			return;
		}
		Instant now = this.clock.instant();
		this.store.end(run.runId(), status, now);
		logger.info("Run '" + run.name() + "' " + status + " in " + Duration.between(run.startedAt(), now).toMillis()
				+ " ms, steps " + run.outcomes() + ", run id " + run.runId());
	}

}
