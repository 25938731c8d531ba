package io.musubito.actuate;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.musubito.RunCounts;
import io.musubito.RunKind;
import io.musubito.RunStatus;
import io.musubito.RunView;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * A run as the endpoint shows it.
 */
@JsonInclude(Include.NON_NULL)
record RunDescriptor(String runId, String pipeline, RunKind kind, RunStatus status, Instant startedAt,
		@Nullable Instant endedAt, @Nullable String resumedFrom, @Nullable String parentRunId, RunCounts counts,
		long timeSavedMs, List<CauseDescriptor> causes, @Nullable Integer otherCauses, long tokensSpent,
		long tokensSaved, @JsonRawValue @Nullable String costSpent, @JsonRawValue @Nullable String costSaved,
		@Nullable List<String> unpricedModels, @Nullable List<StepDescriptor> steps,
		@Nullable ProgressDescriptor progress) implements OperationResponseBody {

	static RunDescriptor withoutSteps(RunView run) {
		return of(run, null, null);
	}

	static RunDescriptor withSteps(RunView run, boolean values, @Nullable ProgressDescriptor progress) {
		return of(run, run.steps().stream().map((step) -> StepDescriptor.of(step, values)).toList(), progress);
	}

	private static RunDescriptor of(RunView run, @Nullable List<StepDescriptor> steps,
			@Nullable ProgressDescriptor progress) {
		return new RunDescriptor(run.runId(), run.pipeline(), run.kind(), run.status(), run.startedAt(), run.endedAt(),
				run.resumedFrom(), run.parentRunId(), run.counts(), run.timeSaved().toMillis(), CauseDescriptor.of(run),
				CauseDescriptor.others(run), run.spent().usage().totalTokens(), run.savings().usage().totalTokens(),
				Amount.of(run.spent()), Amount.of(run.savings()), Amount.unpriced(List.of(run.spent(), run.savings())),
				steps, progress);
	}

}
