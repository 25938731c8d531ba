package io.musubito.actuate;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.musubito.Reason;
import io.musubito.RunKind;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.StepOutcome;
import io.musubito.StepView;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * A run as the endpoint shows it.
 */
@JsonInclude(Include.NON_NULL)
record RunDescriptor(String runId, String pipeline, RunKind kind, RunStatus status, Instant startedAt,
		@Nullable Instant endedAt, @Nullable String resumedFrom, @Nullable String parentRunId,
		@Nullable List<StepDescriptor> steps) implements OperationResponseBody {

	static RunDescriptor withoutSteps(RunView run) {
		return of(run, null);
	}

	static RunDescriptor withSteps(RunView run, boolean values) {
		return of(run, run.steps().stream().map((step) -> StepDescriptor.of(step, values)).toList());
	}

	private static RunDescriptor of(RunView run, @Nullable List<StepDescriptor> steps) {
		return new RunDescriptor(run.runId(), run.pipeline(), run.kind(), run.status(), run.startedAt(), run.endedAt(),
				run.resumedFrom(), run.parentRunId(), steps);
	}

	/**
	 * One entry of the journal.
	 */
	@JsonInclude(Include.NON_NULL)
	record StepDescriptor(int sequence, String operation, String nodeId, StepOutcome outcome, boolean cached,
			@Nullable Reason reason, @Nullable ExplanationDescriptor why, long durationMs, long savedMs) {

		static StepDescriptor of(StepView step, boolean values) {
			return new StepDescriptor(step.sequence(), step.operation(), step.nodeId(), step.outcome(), step.cached(),
					step.reason(), ExplanationDescriptor.of(step.why(), values), step.duration().toMillis(),
					step.saved().toMillis());
		}

	}

}
