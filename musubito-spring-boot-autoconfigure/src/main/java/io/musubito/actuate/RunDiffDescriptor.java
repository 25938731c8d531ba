package io.musubito.actuate;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.musubito.Reason;
import io.musubito.RunCause;
import io.musubito.RunDiff;
import io.musubito.RunStatus;
import io.musubito.RunSummary;
import io.musubito.actuate.ExplanationDescriptor.ChangeDescriptor;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What differs between two runs as the endpoint shows it.
 */
@JsonInclude(Include.NON_NULL)
record RunDiffDescriptor(SummaryDescriptor before, SummaryDescriptor after, long tokens,
		@JsonRawValue @Nullable String cost, @Nullable Long durationMs, List<CauseDescriptor> causes,
		List<StepDiffDescriptor> steps, List<String> notes) implements OperationResponseBody {

	static RunDiffDescriptor of(RunDiff diff, boolean values) {
		BigDecimal cost = diff.cost();
		return new RunDiffDescriptor(SummaryDescriptor.of(diff.before()), SummaryDescriptor.of(diff.after()),
				diff.tokens(), (cost != null) ? cost.toPlainString() : null, millis(diff.duration()),
				diff.causes().stream().map((cause) -> CauseDescriptor.of(cause, values)).toList(),
				diff.steps().stream().map((step) -> StepDiffDescriptor.of(step, values)).toList(), diff.notes());
	}

	private static @Nullable Long millis(@Nullable Duration duration) {
		return (duration != null) ? duration.toMillis() : null;
	}

	/**
	 * One of the two runs.
	 */
	@JsonInclude(Include.NON_NULL)
	record SummaryDescriptor(String runId, String pipeline, RunStatus status, @Nullable Long durationMs, int executed,
			int replayed, long tokensSpent, long tokensSaved, @JsonRawValue @Nullable String costSpent,
			@JsonRawValue @Nullable String costSaved, @Nullable List<String> unpricedModels) {

		private static SummaryDescriptor of(RunSummary run) {
			return new SummaryDescriptor(run.runId(), run.pipeline(), run.status(), millis(run.duration()),
					run.executed(), run.replayed(), run.spent().usage().totalTokens(),
					run.savings().usage().totalTokens(), Amount.of(run.spent()), Amount.of(run.savings()),
					Amount.unpriced(List.of(run.spent(), run.savings())));
		}

	}

	/**
	 * What was changed.
	 */
	record CauseDescriptor(Reason reason, ChangeDescriptor change, List<ChangeDescriptor> consequences,
			List<String> operations) {

		private static CauseDescriptor of(RunCause cause, boolean values) {
			return new CauseDescriptor(cause.reason(), ChangeDescriptor.of(List.of(cause.change()), values).get(0),
					ChangeDescriptor.of(cause.consequences(), values), cause.operations());
		}

	}

}
