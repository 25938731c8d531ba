package io.musubito.actuate;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.musubito.OutputChange;
import io.musubito.OutputDiff;
import io.musubito.run.NodeDiff;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * How two nodes differ as the endpoint shows it: where values may not be shown, which
 * components changed and their hashes only.
 *
 * @param before the id of the one
 * @param after the id of the other
 * @param components what they are made of
 * @param inputs where their inputs differ
 * @param resources the texts that differ
 * @param output how their results differ
 */
@JsonInclude(Include.NON_NULL)
record NodeDiffDescriptor(String before, String after, List<Component> components, @Nullable ValueDiff inputs,
		@Nullable List<NodeDiff.Text> resources, @Nullable ValueDiff output) implements OperationResponseBody {

	static NodeDiffDescriptor of(NodeDiff diff, boolean values) {
		return new NodeDiffDescriptor(diff.before(), diff.after(),
				diff.components().stream().map((component) -> Component.of(component, values)).toList(),
				(values) ? ValueDiff.of(diff.inputs()) : null, (values) ? diff.texts() : null,
				(values) ? ValueDiff.of(diff.output()) : null);
	}

	/**
	 * A component before and after.
	 */
	@JsonInclude(Include.NON_NULL)
	record Component(String component, @Nullable String before, @Nullable String after, boolean changed) {

		private static Component of(NodeDiff.Component component, boolean values) {
			return new Component(component.name(), ComponentDescriptor.shown(component.before(), values),
					ComponentDescriptor.shown(component.after(), values), component.changed());
		}

	}

	/**
	 * How two values differ.
	 */
	@JsonInclude(Include.NON_NULL)
	record ValueDiff(List<OutputChange> changes, @Nullable String note) {

		private static @Nullable ValueDiff of(@Nullable OutputDiff diff) {
			return (diff != null) ? new ValueDiff(diff.changes(), diff.note()) : null;
		}

	}

}
