package io.musubito.actuate;

import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.musubito.RunStatus;
import io.musubito.RunSummary;
import org.jspecify.annotations.Nullable;

/**
 * One of two runs that are compared as the endpoint shows it.
 */
@JsonInclude(Include.NON_NULL)
record RunSummaryDescriptor(String runId, String pipeline, RunStatus status, @Nullable Long durationMs, int executed,
		int replayed, long tokensSpent, long tokensSaved, @JsonRawValue @Nullable String costSpent,
		@JsonRawValue @Nullable String costSaved, @Nullable List<String> unpricedModels) {

	static RunSummaryDescriptor of(RunSummary run) {
		return new RunSummaryDescriptor(run.runId(), run.pipeline(), run.status(), millis(run.duration()),
				run.executed(), run.replayed(), run.spent().usage().totalTokens(), run.savings().usage().totalTokens(),
				Amount.of(run.spent()), Amount.of(run.savings()), Amount.unpriced(List.of(run.spent(), run.savings())));
	}

	static @Nullable Long millis(@Nullable Duration duration) {
		return (duration != null) ? duration.toMillis() : null;
	}

}
