package io.musubito.actuate;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.musubito.ManualAnswer;
import io.musubito.ModelUsage;
import io.musubito.NodeStatus;
import io.musubito.NodeView;
import io.musubito.StepType;
import org.jspecify.annotations.Nullable;

/**
 * A node as the endpoint shows it in a graph.
 */
@JsonInclude(Include.NON_NULL)
record NodeDescriptor(String nodeId, String operation, StepType type, NodeStatus status, String producerNodeId,
		@Nullable String artifactId, @Nullable Instant executedAt, @Nullable Instant expiresAt, long durationMs,
		@Nullable TokensDescriptor tokens, @JsonRawValue @Nullable String cost, @Nullable List<ModelUsage> models,
		@Nullable ManualAnswer manual) {

	static NodeDescriptor of(NodeView node) {
		return new NodeDescriptor(node.nodeId(), node.operation(), node.type(), node.status(), node.producerNodeId(),
				node.artifactId(), node.executedAt(), node.expiresAt(), node.duration().toMillis(),
				TokensDescriptor.of(node.spent().usage()), Amount.of(node.spent()),
				node.spent().usage().isEmpty() ? null : node.spent().usage().models(), node.manual());
	}

}
