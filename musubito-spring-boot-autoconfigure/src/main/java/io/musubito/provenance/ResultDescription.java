package io.musubito.provenance;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

import io.musubito.NodeStatus;
import io.musubito.NodeView;
import io.musubito.artifact.Artifact;
import io.musubito.store.NodeDetails;
import org.jspecify.annotations.Nullable;

/**
 * Describes the result of a node, and says when its artifact is not what it was.
 */
final class ResultDescription {

	private ResultDescription() {
	}

	static Attributes of(NodeDetails node) {
		NodeView view = node.view();
		byte[] payload = (node.artifact() != null) ? node.artifact().getBytes(StandardCharsets.UTF_8) : null;
		return new Attributes().type("musubito:Result")
			.with("prov:label", "result of " + view.operation())
			.with("musubito:nodeId", view.nodeId())
			.with("musubito:producerNodeId", view.producerNodeId())
			.with("musubito:status", view.status())
			.with("musubito:artifactId", view.artifactId())
			.with("musubito:hash", (view.artifactId() != null) ? "sha256:" + view.artifactId() : null)
			.with("musubito:size", (payload != null) ? payload.length : null)
			.with("musubito:state", state(view, payload));
	}

	private static String state(NodeView view, byte @Nullable [] payload) {
		if (view.artifactId() == null && !succeeded(view.status())) {
			return "none";
		}
		if (payload == null) {
			return "missing";
		}
		return Objects.equals(Artifact.of(payload).artifactId(), view.artifactId()) ? "present" : "damaged";
	}

	private static boolean succeeded(NodeStatus status) {
		return switch (status) {
			case SUCCESS, STALE, OUTDATED, MANUAL -> true;
			case RUNNING, FAILED, UNKNOWN -> false;
		};
	}

}
