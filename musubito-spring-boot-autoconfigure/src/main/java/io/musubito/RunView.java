package io.musubito;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One run with its journal.
 *
 * @param runId the id of the run
 * @param pipeline the name of the pipeline, or method and path of the web request
 * @param kind what began it
 * @param status its state
 * @param startedAt when it started
 * @param endedAt when it ended; {@code null} when it has not
 * @param resumedFrom the run that it resumes; {@code null} when it resumes none
 * @param parentRunId the run of the pipeline that called this one; {@code null} when none
 * did
 * @param spent what models used in all its steps; child runs have sums of their own
 * @param savings what models used in the executions that its replays made unnecessary
 * @param counts its steps by outcome
 * @param timeSaved how long the executions took that its replays made unnecessary
 * @param causes what made its steps execute, most steps first
 * @param steps the journal, in the order in which the steps ended; empty in lists of runs
 */
public record RunView(String runId, String pipeline, RunKind kind, RunStatus status, Instant startedAt,
		@Nullable Instant endedAt, @Nullable String resumedFrom, @Nullable String parentRunId, Spending spent,
		Spending savings, RunCounts counts, Duration timeSaved, List<ExecutionCause> causes, List<StepView> steps) {

	/**
	 * Copies its lists.
	 * @param runId the id of the run
	 * @param pipeline the name of the pipeline, or method and path of the web request
	 * @param kind what began it
	 * @param status its state
	 * @param startedAt when it started
	 * @param endedAt when it ended; {@code null} when it has not
	 * @param resumedFrom the run that it resumes; {@code null} when it resumes none
	 * @param parentRunId the run of the pipeline that called this one; {@code null} when
	 * none did
	 * @param spent what models used in all its steps; child runs have sums of their own
	 * @param savings what models used in the executions that its replays made unnecessary
	 * @param counts its steps by outcome
	 * @param timeSaved how long the executions took that its replays made unnecessary
	 * @param causes what made its steps execute, most steps first
	 * @param steps the journal, in the order in which the steps ended; empty in lists of
	 * runs
	 */
	public RunView {
		causes = List.copyOf(causes);
		steps = List.copyOf(steps);
	}

}
