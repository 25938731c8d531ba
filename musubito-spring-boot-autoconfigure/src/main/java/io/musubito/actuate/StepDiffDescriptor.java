package io.musubito.actuate;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.musubito.OutputChange;
import io.musubito.OutputDiff;
import io.musubito.StepDiff;
import io.musubito.StepDifference;
import io.musubito.StepView;
import io.musubito.actuate.ExplanationDescriptor.ChangeDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * A step in two runs as the endpoint shows it: where values may not be shown, of results
 * the hashes only.
 */
@JsonInclude(Include.NON_NULL)
record StepDiffDescriptor(String operation, String position, StepDifference difference, @Nullable StepDescriptor before,
		@Nullable StepDescriptor after, List<ChangeDescriptor> changes, @Nullable OutputDescriptor output,
		@Nullable String error) {

	static StepDiffDescriptor of(StepDiff step, boolean values) {
		return new StepDiffDescriptor(step.operation(), step.position(), step.difference(), of(step.before(), values),
				of(step.after(), values), ChangeDescriptor.of(step.changes(), values),
				OutputDescriptor.of(step.output(), values), (values) ? step.error() : null);
	}

	private static @Nullable StepDescriptor of(@Nullable StepView step, boolean values) {
		return (step != null) ? StepDescriptor.of(step, values) : null;
	}

	/**
	 * How two results differ.
	 */
	@JsonInclude(Include.NON_NULL)
	record OutputDescriptor(String beforeArtifactId, String afterArtifactId, @Nullable List<OutputChange> changes,
			@Nullable String note) {

		private static @Nullable OutputDescriptor of(@Nullable OutputDiff output, boolean values) {
			return (output != null) ? new OutputDescriptor(output.beforeArtifactId(), output.afterArtifactId(),
					(values) ? output.changes() : null, output.note()) : null;
		}

	}

}
