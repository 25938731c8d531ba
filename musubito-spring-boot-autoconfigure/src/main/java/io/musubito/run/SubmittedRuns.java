package io.musubito.run;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.musubito.RunKind;
import io.musubito.RunNotResumableException;
import io.musubito.RunStatus;
import io.musubito.StoreException;
import io.musubito.lineage.PipelineCall;
import io.musubito.lineage.RunScope;
import io.musubito.step.NameSuggestion;
import io.musubito.store.RunDetails;
import io.musubito.store.RunStart;
import io.musubito.store.RunStore;
import io.musubito.store.StoreProcesses;
import io.musubito.work.RunDispatcher;
import io.musubito.work.RunHandler;
import io.musubito.work.WorkAnswer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Runs that are submitted by one process and called by any. What has become of one is in
 * the store; whoever is told of it does what is left to do.
 */
public final class SubmittedRuns implements RunHandler {

	private static final String RUN = "run";

	private static final Log logger = LogFactory.getLog(SubmittedRuns.class);

	private final RunStore store;

	private final RunTracker runs;

	private final RunResumer resumer;

	private final Pipelines pipelines;

	private final StoreProcesses processes;

	private final Supplier<RunDispatcher> dispatcher;

	private final Clock clock;

	private final Set<PreparedRun> active = ConcurrentHashMap.newKeySet();

	/**
	 * Creates it.
	 * @param store has the runs
	 * @param runs knows those that run here
	 * @param resumer resumes runs
	 * @param pipelines the pipelines of this process
	 * @param processes tells processes apart
	 * @param dispatcher tells others of a run; asked for when one is submitted
	 * @param clock tells when a run begins
	 */
	public SubmittedRuns(RunStore store, RunTracker runs, RunResumer resumer, Pipelines pipelines,
			StoreProcesses processes, Supplier<RunDispatcher> dispatcher, Clock clock) {
		this.store = store;
		this.runs = runs;
		this.resumer = resumer;
		this.pipelines = pipelines;
		this.processes = processes;
		this.dispatcher = dispatcher;
		this.clock = clock;
	}

	/**
	 * Submits a run.
	 * @param name the name of the pipeline
	 * @param arguments its arguments
	 * @return the id of the run
	 * @throws IllegalArgumentException when it can't be called with them
	 */
	String submit(String name, @Nullable Object... arguments) {
		Pipeline pipeline = find(name);
		pipeline.verifyFit(arguments);
		return submit(pipeline, arguments);
	}

	/**
	 * Submits a run over the endpoint.
	 * @param name the name of the pipeline, which must allow it
	 * @param arguments its arguments as a JSON array
	 * @return the id of the run
	 * @throws IllegalArgumentException when it can't be called with them, or doesn't
	 * allow it
	 */
	public String submitJson(String name, String arguments) {
		Pipeline pipeline = find(name);
		if (!pipeline.isSubmittable()) {
			throw new IllegalArgumentException("Runs of pipeline '" + name + "' can't be submitted over the endpoint. "
					+ "Allow it with @MusubitoPipeline(submittable = true).");
		}
		return submit(pipeline, pipeline.read(arguments));
	}

	private Pipeline find(String name) {
		return this.pipelines.find(name)
			.orElseThrow(() -> new IllegalArgumentException(
					"There is no pipeline '" + name + "'. " + NameSuggestion.suggest(name, this.pipelines.names(),
							"The application has no method with @MusubitoPipeline, or musubito.enabled is false.")));
	}

	private String submit(Pipeline pipeline, @Nullable Object[] arguments) {
		if (pipeline.handsOver()) {
			throw new IllegalArgumentException("Runs of pipeline '" + pipeline.name() + "' can't be submitted: it is "
					+ "@Async without a result, so that nobody knows when one has ended. Let it return a "
					+ "CompletableFuture, or leave out @Async.");
		}
		PipelineCall call = pipeline.describe(arguments);
		if (call.obstacle() != null) {
			throw new IllegalArgumentException("A run of pipeline '" + pipeline.name()
					+ "' can't be submitted, as its arguments can't be stored: " + call.obstacle());
		}
		RunDispatcher carrier = this.dispatcher.get();
		String runId = UUID.randomUUID().toString().replace("-", "");
		try {
			this.store.submit(new RunStart(runId, pipeline.name(), RunKind.PIPELINE, this.clock.instant(),
					(carrier.isLocal()) ? this.processes.self() : null, null, null, call));
			carrier.offer(runId);
		}
		catch (RuntimeException ex) {
			// It may be there all the same, and nobody is to begin it later: the caller
			// takes it for not submitted
			giveUp(runId);
			throw ex;
		}
		return runId;
	}

	/**
	 * Whether a run whose process has ended waits for somebody to resume it by hand.
	 */
	boolean isLocal() {
		return this.dispatcher.get().isLocal();
	}

	@Override
	public WorkAnswer handle(String runId) {
		Optional<RunDetails> found = this.store.findDetails(runId);
		if (found.isEmpty()) {
			return WorkAnswer.ALREADY_THERE;
		}
		RunDetails details = found.get();
		return switch (details.view().status()) {
			case SUCCESS, FAILED -> WorkAnswer.ALREADY_THERE;
			case RUNNING -> WorkAnswer.DECLINED;
			case SUBMITTED -> begin(details);
			case ABANDONED -> resume(runId);
		};
	}

	private WorkAnswer begin(RunDetails details) {
		RepeatableCall repeatable;
		try {
			repeatable = RepeatableCall.of(details, this.pipelines, RUN);
		}
		catch (RunNotResumableException ex) {
			return declined(ex);
		}
		// Before it is begun: what fails then leaves it to be begun
		PipelineCall call = repeatable.call().withComponents(repeatable.pipeline().definition().components());
		String runId = details.view().runId();
		Instant now = this.clock.instant();
		if (!begin(runId, now)) {
			return WorkAnswer.DECLINED;
		}
		RunScope run = this.runs.prepareSubmitted(runId, repeatable.pipeline().name(), now, call);
		return run(new PreparedRun(this.store, this.runs, run, repeatable.pipeline(), repeatable.arguments()));
	}

	private boolean begin(String runId, Instant now) {
		try {
			return this.store.begin(runId, this.processes.self(), now);
		}
		catch (StoreException ex) {
			// It may be begun all the same, and nobody would call it
			logger.warn("Run '" + runId + "', which was submitted, is given up, as it can't be recorded that it begins",
					ex);
			giveUp(runId);
			return false;
		}
	}

	private WorkAnswer resume(String runId) {
		Optional<String> resumption = this.store.findResumption(runId);
		if (resumption.isPresent()) {
			return handle(resumption.get());
		}
		try {
			return run(this.resumer.start(runId));
		}
		catch (RunNotResumableException ex) {
			return declined(ex);
		}
	}

	private static WorkAnswer declined(RunNotResumableException reason) {
		logger.debug("A run that was submitted is left to other processes", reason);
		return WorkAnswer.DECLINED;
	}

	/**
	 * How the pipeline ends is in the store, and of the pipeline: it was called.
	 */
	private WorkAnswer run(PreparedRun run) {
		this.active.add(run);
		try {
			run.run();
		}
		catch (Throwable ex) {
			if (this.active.contains(run)) {
				logger.warn("Run '" + run.runId() + "', which was submitted, has failed", ex);
			}
		}
		return (this.active.remove(run) && isEndRecorded(run.runId())) ? WorkAnswer.TAKEN : WorkAnswer.DECLINED;
	}

	/**
	 * Who carries it forgets it then: a process that is killed before would leave a run
	 * that nobody resumes.
	 */
	private boolean isEndRecorded(String runId) {
		return this.store.findDetails(runId)
			.map((details) -> details.view().status())
			.filter((status) -> status == RunStatus.SUCCESS || status == RunStatus.FAILED)
			.isPresent();
	}

	@Override
	public List<String> submitted() {
		return this.store.findSubmitted();
	}

	@Override
	public void stop() {
		for (PreparedRun run : this.active) {
			if (this.active.remove(run)) {
				run.giveUp();
			}
		}
	}

	/**
	 * Ends a run that is not begun, as only this process could.
	 */
	void giveUp(String runId) {
		this.store.end(runId, RunStatus.ABANDONED, this.clock.instant());
	}

}
