package io.musubito.actuate;

import java.math.BigDecimal;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.musubito.RunDiff;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What differs between two runs as the endpoint shows it.
 */
@JsonInclude(Include.NON_NULL)
record RunDiffDescriptor(RunSummaryDescriptor before, RunSummaryDescriptor after, long tokens,
		@JsonRawValue @Nullable String cost, @Nullable Long durationMs, List<RunCauseDescriptor> causes,
		List<StepDiffDescriptor> steps, List<String> notes) implements OperationResponseBody {

	static RunDiffDescriptor of(RunDiff diff, boolean values) {
		BigDecimal cost = diff.cost();
		return new RunDiffDescriptor(RunSummaryDescriptor.of(diff.before()), RunSummaryDescriptor.of(diff.after()),
				diff.tokens(), (cost != null) ? cost.toPlainString() : null,
				RunSummaryDescriptor.millis(diff.duration()),
				diff.causes().stream().map((cause) -> RunCauseDescriptor.of(cause, values)).toList(),
				diff.steps().stream().map((step) -> StepDiffDescriptor.of(step, values)).toList(), diff.notes());
	}

}
