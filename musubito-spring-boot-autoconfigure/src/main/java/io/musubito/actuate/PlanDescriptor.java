package io.musubito.actuate;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.musubito.CodeBoundary;
import io.musubito.PlanTotal;
import io.musubito.PlannedOutcome;
import io.musubito.PlannedStep;
import io.musubito.RunPlan;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * A plan as the endpoint shows it.
 */
@JsonInclude(Include.NON_NULL)
record PlanDescriptor(String runId, String basedOn, String pipeline, boolean complete,
		@Nullable ExplanationDescriptor why, List<Step> steps, Total replays, Total runs, Total mayRun,
		CodeBoundary boundary) implements OperationResponseBody {

	static PlanDescriptor of(RunPlan plan, boolean values) {
		return new PlanDescriptor(plan.runId(), plan.basedOn(), plan.pipeline(), plan.complete(),
				ExplanationDescriptor.of(plan.why(), values),
				plan.steps().stream().map((step) -> Step.of(step, values)).toList(), Total.of(plan.replays()),
				Total.of(plan.runs()), Total.of(plan.mayRun()), plan.boundary());
	}

	/**
	 * A planned step.
	 */
	@JsonInclude(Include.NON_NULL)
	record Step(String operation, String nodeId, PlannedOutcome outcome, @Nullable ExplanationDescriptor why,
			long durationMs, @Nullable TokensDescriptor tokens, @JsonRawValue @Nullable String cost) {

		static Step of(PlannedStep step, boolean values) {
			return new Step(step.operation(), step.nodeId(), step.outcome(),
					ExplanationDescriptor.of(step.why(), values), step.duration().toMillis(),
					TokensDescriptor.of(step.spent().usage()), Amount.of(step.spent()));
		}

	}

	/**
	 * The steps of one outcome together.
	 */
	@JsonInclude(Include.NON_NULL)
	record Total(int steps, long durationMs, @Nullable TokensDescriptor tokens, @JsonRawValue @Nullable String cost) {

		static Total of(PlanTotal total) {
			return new Total(total.steps(), total.duration().toMillis(), TokensDescriptor.of(total.spent().usage()),
					Amount.of(total.spent()));
		}

	}

}
