package io.musubito.actuate;

import io.musubito.EffectResolution;
import io.musubito.Explanation;
import io.musubito.MusubitoLineage;
import io.musubito.NodeView;
import io.musubito.StepType;
import io.musubito.store.ClaimStore;
import io.musubito.store.LineageQueries;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * {@code nodes/{id}}: one node, and what can be done with it.
 */
final class NodeResource {

	private final MusubitoLineage lineage;

	private final LineageQueries queries;

	private final ClaimStore claims;

	NodeResource(MusubitoLineage lineage, LineageQueries queries, ClaimStore claims) {
		this.lineage = lineage;
		this.queries = queries;
		this.claims = claims;
	}

	NodeDetailsDescriptor get(String nodeId, boolean values) {
		NodeView node = this.lineage.find(nodeId).orElseThrow(() -> unknown(nodeId));
		Explanation why = why(node);
		CodeDescriptor code = this.lineage.code(nodeId).map(CodeDescriptor::of).orElse(null);
		ClaimDescriptor claim = claim(nodeId);
		return this.queries.find(nodeId)
			.map((details) -> NodeDetailsDescriptor.of(node, claim, why, code, details, values))
			.orElseGet(() -> NodeDetailsDescriptor.ofClaimed(node, claim));
	}

	private @Nullable ClaimDescriptor claim(String nodeId) {
		return this.claims.findAll()
			.stream()
			.filter((claim) -> claim.nodeId().equals(nodeId))
			.findFirst()
			.map(ClaimDescriptor::of)
			.orElse(null);
	}

	private @Nullable Explanation why(NodeView node) {
		boolean replayed = node.why() == null && !node.producerNodeId().equals(node.nodeId());
		return (replayed) ? this.lineage.explain(node.nodeId()) : node.why();
	}

	OperationResponseBody act(String nodeId, NodeAction action, String who) {
		return switch (action.name()) {
			case "invalidate" -> invalidate(nodeId);
			case "resolve" -> resolve(nodeId, action.resolution().by(who));
			default -> throw EndpointException
				.badRequest("'action' must be invalidate or resolve, but is '" + action.name() + "'");
		};
	}

	InvalidationDescriptor invalidate(String nodeId) {
		try {
			return new InvalidationDescriptor(this.lineage.invalidate(nodeId));
		}
		catch (IllegalArgumentException ex) {
			throw unknown(nodeId);
		}
	}

	private NodeDetailsDescriptor resolve(String nodeId, EffectResolution resolution) {
		NodeView node = this.lineage.find(nodeId).orElseThrow(() -> unknown(nodeId));
		if (node.type() != StepType.EXTERNAL_EFFECT) {
			throw EndpointException
				.badRequest("node '" + nodeId + "' is no effect, so that there is nothing to resolve");
		}
		try {
			this.lineage.resolveEffect(nodeId, resolution);
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			throw EndpointException.badRequest(String.valueOf(ex.getMessage()));
		}
		return get(nodeId, false);
	}

	private static EndpointException unknown(String nodeId) {
		return EndpointException.notFound("node '" + nodeId + "'");
	}

}
