package io.musubito.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.function.Supplier;

import io.musubito.RunKind;
import io.musubito.RunStatus;
import io.musubito.lineage.PipelineCall;
import io.musubito.lineage.Rerun;
import io.musubito.lineage.RunScope;
import io.musubito.store.RunStore;
import io.musubito.store.StoreProcesses;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ConcurrentReferenceHashMap;
import org.springframework.util.ConcurrentReferenceHashMap.ReferenceType;

/**
 * Starts and ends runs. A run without steps leaves no trace.
 */
public final class RunTracker implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(RunTracker.class);

	private final RunStore store;

	private final StoreProcesses processes;

	private final Clock clock;

	// Weakly, as a publisher that nobody subscribes to never ends
	private final Set<RunScope> running = Collections
		.newSetFromMap(new ConcurrentReferenceHashMap<>(16, ReferenceType.WEAK));

	public RunTracker(RunStore store, StoreProcesses processes, Clock clock) {
		this.store = store;
		this.processes = processes;
		this.clock = clock;
	}

	/**
	 * Starts the run of a web request. Its row is written with its first step.
	 * @param name method and route of the web request; asked once, when it is needed
	 * @return the run, to be put into the lineage context
	 */
	public RunScope startRequest(Supplier<String> name) {
		return running(RunScope.request(name, this.clock.instant(), this.processes.self()));
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
		return running(RunScope.pipeline(name, this.clock.instant(), this.processes.self(), parent, call));
	}

	RunScope prepareResumption(String name, PipelineCall call, String resumedFrom, @Nullable Rerun rerun) {
		return running(
				RunScope.resumption(name, this.clock.instant(), this.processes.self(), call, resumedFrom, rerun));
	}

	/**
	 * Ends a run. A second call has no effect.
	 * @param run the run
	 * @param status how it ended
	 */
	public void end(RunScope run, RunStatus status) {
		this.running.remove(run);
		if (!run.end() || !run.isRecorded()) {
			return;
		}
		Instant now = this.clock.instant();
		this.store.end(run.runId(), status, now);
		logger.info("Run '" + run.name() + "' " + status + " in " + Duration.between(run.startedAt(), now).toMillis()
				+ " ms, steps " + run.outcomes() + tokens(run) + ", run id " + run.runId());
	}

	private static String tokens(RunScope run) {
		long spent = run.spent().totalTokens();
		long saved = run.saved().totalTokens();
		return (spent > 0 || saved > 0) ? ", tokens spent " + spent + " and saved " + saved : "";
	}

	/**
	 * Abandons the runs that are running: nothing of what they still do can be recorded,
	 * while the process, and so the owner of the runs, may live on with another context.
	 */
	@Override
	public void close() {
		this.running.forEach((run) -> end(run, RunStatus.ABANDONED));
	}

	private RunScope running(RunScope run) {
		this.running.add(run);
		return run;
	}

}
