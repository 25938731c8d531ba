package io.musubito.actuate;

import java.util.List;
import java.util.function.Supplier;

import io.micrometer.context.ContextSnapshotFactory;
import io.musubito.MusubitoRuns;
import io.musubito.ResumeOption;
import io.musubito.RunNotResumableException;
import io.musubito.run.PreparedRun;
import io.musubito.run.RunResumer;
import io.musubito.run.SubmittedRuns;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.util.StringUtils;

/**
 * {@code runs}, {@code runs/{id}} and {@code runs/{id}/diff/{other}}: the newest runs,
 * one with its journal, and what differs between two.
 */
final class RunResource {

	private static final int DEFAULT_LIMIT = 50;

	private static final Log logger = LogFactory.getLog(RunResource.class);

	private final MusubitoRuns runs;

	private final RunResumer resumer;

	private final SubmittedRuns submitted;

	private final RunProgress progress;

	private final AsyncTaskExecutor executor;

	RunResource(MusubitoRuns runs, RunResumer resumer, SubmittedRuns submitted, RunProgress progress) {
		this.runs = runs;
		this.resumer = resumer;
		this.submitted = submitted;
		this.progress = progress;
		SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("musubito-resume-");
		threads.setDaemon(true);
		this.executor = threads;
	}

	RunListDescriptor list(EndpointParameters parameters) {
		int limit = parameters.limit(DEFAULT_LIMIT);
		String pipeline = parameters.pipeline();
		return RunListDescriptor
			.of((StringUtils.hasText(pipeline)) ? this.runs.recent(limit, pipeline) : this.runs.recent(limit));
	}

	RunDescriptor get(String runId, boolean values) {
		return this.runs.find(runId)
			.map((run) -> RunDescriptor.withSteps(run, values, this.progress.of(run)))
			.orElseThrow(() -> EndpointException.notFound("run '" + runId + "'"));
	}

	PlanDescriptor plan(String runId, @Nullable String from, boolean values) {
		ResumeOption[] options = (StringUtils.hasText(from)) ? new ResumeOption[] { ResumeOption.from(from) }
				: new ResumeOption[0];
		return existing(runId, () -> PlanDescriptor.of(this.runs.plan(runId, options), values));
	}

	RunDiffDescriptor diff(String runId, String otherRunId, boolean values) {
		for (String id : List.of(runId, otherRunId)) {
			if (this.runs.find(id).isEmpty()) {
				throw EndpointException.notFound("run '" + id + "'");
			}
		}
		try {
			return RunDiffDescriptor.of(this.runs.diff(runId, otherRunId), values);
		}
		catch (IllegalArgumentException ex) {
			throw EndpointException.badRequest(String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * Submits a run of a pipeline that allows it.
	 */
	RunDescriptor submit(@Nullable String pipeline, @Nullable String arguments, boolean values) {
		if (!StringUtils.hasText(pipeline)) {
			throw EndpointException.badRequest("'pipeline' is missing: the name of the pipeline");
		}
		if (!StringUtils.hasText(arguments)) {
			throw EndpointException.badRequest("'arguments' is missing: a JSON array in a string, in the order of the "
					+ "parameters, \"[]\" for none");
		}
		try {
			return get(this.submitted.submitJson(pipeline, arguments), values);
		}
		catch (IllegalArgumentException ex) {
			throw EndpointException.badRequest(String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * Resumes a run on a thread of its own: a pipeline may take much longer than a
	 * request to the endpoint. The caller's context goes with it, as far as Micrometer
	 * knows it.
	 */
	RunDescriptor act(String runId, @Nullable String action, ResumeOption[] options, boolean values) {
		if (!"resume".equals(action)) {
			throw EndpointException.badRequest((action != null) ? "'action' must be resume, but is '" + action + "'"
					: "'action' is missing: resume");
		}
		PreparedRun prepared = start(runId, options);
		try {
			this.executor.execute(ContextSnapshotFactory.builder().build().captureAll().wrap(() -> run(prepared)));
		}
		catch (Throwable ex) {
			prepared.abandon();
			throw ex;
		}
		return RunDescriptor.withSteps(prepared.view(), values, null);
	}

	private PreparedRun start(String runId, ResumeOption[] options) {
		return existing(runId, () -> this.resumer.start(runId, options));
	}

	private <T> T existing(String runId, Supplier<T> answer) {
		if (this.runs.find(runId).isEmpty()) {
			throw EndpointException.notFound("run '" + runId + "'");
		}
		try {
			return answer.get();
		}
		catch (IllegalArgumentException | RunNotResumableException ex) {
			throw EndpointException.badRequest(String.valueOf(ex.getMessage()));
		}
	}

	private static void run(PreparedRun prepared) {
		try {
			prepared.run();
		}
		catch (Throwable ex) {
			logger.warn("Run '" + prepared.runId() + "', which the endpoint was asked to resume, has failed", ex);
		}
	}

}
