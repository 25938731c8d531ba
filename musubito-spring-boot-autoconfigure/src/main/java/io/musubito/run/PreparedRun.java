package io.musubito.run;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import io.musubito.RunNotResumableException;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import io.musubito.lineage.ManualAnswers;
import io.musubito.lineage.RunScope;
import io.musubito.store.RunStore;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * A run that is in the store before its pipeline is called: one that resumes another one,
 * or that was submitted.
 */
public final class PreparedRun {

	private static final Log logger = LogFactory.getLog(PreparedRun.class);

	private static final boolean REACTOR = ClassUtils.isPresent("reactor.core.publisher.Flux",
			PreparedRun.class.getClassLoader());

	private final RunStore store;

	private final RunTracker runs;

	private final RunScope run;

	private final Pipeline pipeline;

	private final @Nullable Object[] arguments;

	PreparedRun(RunStore store, RunTracker runs, RunScope run, Pipeline pipeline, @Nullable Object[] arguments) {
		this.store = store;
		this.runs = runs;
		this.run = run;
		this.pipeline = pipeline;
		this.arguments = arguments;
	}

	public String runId() {
		return this.run.runId();
	}

	/**
	 * Calls the pipeline, on this thread, and waits for its result.
	 * @throws Throwable what the pipeline throws
	 */
	public void run() throws Throwable {
		// A run of its own, wherever it is called from
		LineageContext around = Lineage.current();
		LineageContext context = LineageContext.empty()
			.withRun(this.run)
			.withMode(around.mode())
			.withRecording(around.recording());
		boolean called = false;
		try {
			Object result;
			try (Lineage.Scope scope = Lineage.open(context)) {
				result = this.pipeline.call(this.arguments);
			}
			called = true;
			await(result);
			if (this.run.awaitsCall() && !this.pipeline.handsOver()) {
				String origin = (this.run.resumedFrom() != null) ? this.run.resumedFrom() : this.run.runId();
				throw new RunNotResumableException(origin,
						"Run '" + origin + "' of '" + this.run.name() + "' can't be "
								+ ((this.run.resumedFrom() != null) ? "resumed" : "run")
								+ ": the call of the pipeline did not reach its method with the "
								+ "context of the run. Some advice outside of it answered, or called it on a thread of "
								+ "its own, without context propagation.",
						null);
			}
		}
		finally {
			tellUnused();
			// One that was handed over may still begin, unless no executor has taken it
			if (this.run.awaitsCall() && !(called && this.pipeline.handsOver())) {
				this.runs.end(this.run, RunStatus.FAILED);
			}
		}
	}

	/**
	 * Whoever gave a result would take the run for one with it.
	 */
	private void tellUnused() {
		ManualAnswers manual = this.run.manualAnswers();
		if (manual != null && !this.run.awaitsCall()) {
			manual.unused()
				.forEach((answer) -> logger.warn("Run '" + this.run.runId() + "' did not use the result that '"
						+ answer.given().by() + "' gave for step '" + answer.operation()
						+ "': it did not get to the call, or has none at " + "its place any more"));
		}
	}

	/**
	 * Ends the run while its pipeline is called, as the process ends.
	 */
	void giveUp() {
		this.runs.end(this.run, RunStatus.ABANDONED);
	}

	/**
	 * Ends the run when there is nobody to call {@link #run()}.
	 */
	public void abandon() {
		this.runs.end(this.run, RunStatus.FAILED);
	}

	/**
	 * The new run as it is now.
	 * @return the run with its steps
	 */
	public RunView view() {
		return this.store.find(this.run.runId())
			.orElseThrow(() -> new IllegalStateException("Run '" + this.run.runId() + "' was removed"));
	}

	private static void await(@Nullable Object result) throws Throwable {
		if (result instanceof CompletionStage<?> stage) {
			await(stage.toCompletableFuture());
		}
		else if (result instanceof Future<?> future) {
			await(future);
		}
		else if (result != null && REACTOR && PublishedRun.isPublished(result)) {
			PublishedRun.await(result);
		}
	}

	private static void await(Future<?> future) throws Throwable {
		try {
			future.get();
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() != null) ? ex.getCause() : ex;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			CancellationException cancellation = new CancellationException(
					"Interrupted while waiting for a pipeline that was resumed and goes on");
			cancellation.initCause(ex);
			throw cancellation;
		}
	}

}
