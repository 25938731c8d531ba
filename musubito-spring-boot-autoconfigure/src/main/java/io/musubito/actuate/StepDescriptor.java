package io.musubito.actuate;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.musubito.ManualAnswer;
import io.musubito.ModelUsage;
import io.musubito.Reason;
import io.musubito.StepOutcome;
import io.musubito.StepType;
import io.musubito.StepView;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the journal.
 */
@JsonInclude(Include.NON_NULL)
record StepDescriptor(int sequence, String operation, @Nullable String position, @Nullable StepType type, String nodeId,
		StepOutcome outcome, boolean cached, @Nullable Reason reason, @Nullable ExplanationDescriptor why,
		@Nullable Instant startedAt, long durationMs, long savedMs, @Nullable TokensDescriptor tokens,
		@JsonRawValue @Nullable String cost, @Nullable TokensDescriptor tokensSaved,
		@JsonRawValue @Nullable String costSaved, @Nullable List<ModelUsage> models, @Nullable ManualAnswer manual,
		@Nullable String error, @Nullable String instance, @Nullable String notDispatchable) {

	static StepDescriptor of(StepView step, boolean values) {
		return new StepDescriptor(step.sequence(), step.operation(), step.position(), step.type(), step.nodeId(),
				step.outcome(), step.cached(), step.reason(), ExplanationDescriptor.of(step.why(), values),
				startedAt(step), step.duration().toMillis(), step.saved().toMillis(),
				TokensDescriptor.of(step.spent().usage()), Amount.of(step.spent()),
				TokensDescriptor.of(step.savings().usage()), Amount.of(step.savings()), models(step), step.manual(),
				(values) ? step.error() : null, step.instance(), step.notDispatchable());
	}

	private static @Nullable Instant startedAt(StepView step) {
		return (step.endedAt() != null) ? step.endedAt().minus(step.duration()) : null;
	}

	// Spent or saved: only where an old result took the place of a failure, both
	private static @Nullable List<ModelUsage> models(StepView step) {
		List<ModelUsage> models = step.spent().usage().plus(step.savings().usage()).models();
		return models.isEmpty() ? null : models;
	}

}
