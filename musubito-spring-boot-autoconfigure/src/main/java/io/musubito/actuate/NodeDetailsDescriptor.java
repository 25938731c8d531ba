package io.musubito.actuate;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.musubito.Explanation;
import io.musubito.NodeView;
import io.musubito.store.NodeDetails;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * A node as the endpoint shows it on its own.
 *
 * @param node what a graph shows of it too
 * @param claim who is executing it; {@code null} when nobody is
 * @param upstream the ids of the producers that it depends on
 * @param downstream the ids of the nodes that depend on it
 * @param why why it was last executed, or why its producer was when it only replays
 * @param code the code that identified it
 * @param effect what became of it, when it is an effect
 * @param components what its replay key was made of
 * @param origin where its artifact came from
 * @param inputs its canonical inputs, where values may be shown
 * @param inputsStart their beginning instead, when they are longer than was asked for
 * @param inputsLength how many characters they have then
 * @param artifact its artifact, where values may be shown
 * @param artifactStart its beginning instead, when it is longer than was asked for
 * @param artifactLength how many characters it has then
 * @param error the exception of the last attempt, where values may be shown
 */
@JsonInclude(Include.NON_NULL)
record NodeDetailsDescriptor(@JsonUnwrapped NodeDescriptor node, @Nullable ClaimDescriptor claim, List<String> upstream,
		List<String> downstream, @Nullable ExplanationDescriptor why, @Nullable CodeDescriptor code,
		@Nullable EffectDescriptor effect, List<ComponentDescriptor> components, @Nullable OriginDescriptor origin,
		@Nullable StoredJson inputs, @Nullable String inputsStart, @Nullable Integer inputsLength,
		@Nullable StoredJson artifact, @Nullable String artifactStart, @Nullable Integer artifactLength,
		@Nullable String error) implements OperationResponseBody {

	static NodeDetailsDescriptor of(NodeView node, @Nullable ClaimDescriptor claim, @Nullable Explanation why,
			@Nullable CodeDescriptor code, @Nullable OriginDescriptor origin, NodeDetails details, int characters,
			boolean values) {
		ShownValue inputs = (values) ? ShownValue.of(details.inputs(), characters) : ShownValue.NONE;
		ShownValue artifact = (values) ? ShownValue.of(details.artifact(), characters) : ShownValue.NONE;
		return new NodeDetailsDescriptor(NodeDescriptor.of(node), claim, node.upstream(), node.downstream(),
				ExplanationDescriptor.of(why, values), code, EffectDescriptor.of(details.effect(), values),
				ComponentDescriptor.allOf(details.components(), values), origin, inputs.whole(), inputs.start(),
				inputs.length(), artifact.whole(), artifact.start(), artifact.length(),
				(values) ? details.error() : null);
	}

	// What is executed for the first time has a claim and nothing else yet
	static NodeDetailsDescriptor ofClaimed(NodeView node, @Nullable ClaimDescriptor claim) {
		return new NodeDetailsDescriptor(NodeDescriptor.of(node), claim, node.upstream(), node.downstream(), null, null,
				null, List.of(), null, null, null, null, null, null, null, null);
	}

}
