package io.musubito.store;

import java.time.Instant;
import java.util.List;

import io.musubito.RunKind;
import io.musubito.lineage.GivenAnswer;
import io.musubito.lineage.ManualAnswers;
import io.musubito.lineage.PipelineCall;
import io.musubito.lineage.RunScope;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a run when its first step is recorded.
 *
 * @param runId the id of the run
 * @param pipeline the name of the pipeline, or method and path of the web request
 * @param kind what began it
 * @param startedAt when it started
 * @param owner the process that it runs in, see {@link StoreProcesses#self()};
 * {@code null} when it is not known
 * @param parent the run of the pipeline that called this one; {@code null} when none did.
 * It gets its row before this one
 * @param resumedFrom the run that it resumes; {@code null} when it resumes none
 * @param call how the pipeline was called; {@code null} when it can't be called again
 */
public record RunStart(String runId, String pipeline, RunKind kind, Instant startedAt, @Nullable String owner,
		@Nullable RunStart parent, @Nullable String place, @Nullable String resumedFrom, @Nullable PipelineCall call,
		List<GivenAnswer> given) {

	public RunStart(String runId, String pipeline, RunKind kind, Instant startedAt, @Nullable String owner,
			@Nullable RunStart parent, @Nullable String resumedFrom, @Nullable PipelineCall call) {
		this(runId, pipeline, kind, startedAt, owner, parent, null, resumedFrom, call, List.of());
	}

	/**
	 * What is known of a run.
	 * @param run the run
	 * @return its start
	 */
	public static RunStart of(RunScope run) {
		RunScope parent = run.parent();
		return new RunStart(run.runId(), run.name(), run.kind(), run.startedAt(), run.owner(),
				(parent != null) ? of(parent) : null, run.place(), run.resumedFrom(), run.call(), given(run));
	}

	/**
	 * Child runs are run with what was given for the one that is around them.
	 */
	private static List<GivenAnswer> given(RunScope run) {
		ManualAnswers manual = run.manualAnswers();
		return (manual != null && run.parent() == null) ? manual.given() : List.of();
	}

}
