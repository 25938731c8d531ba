package io.musubito.actuate;

import io.musubito.Explanation;
import io.musubito.MusubitoLineage;
import io.musubito.NodeView;
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
		// What is executed for the first time has no values yet
		return this.queries.find(nodeId)
			.filter((details) -> values)
			.map((details) -> NodeDetailsDescriptor.withValues(node, claim, why, code, details))
			.orElseGet(() -> NodeDetailsDescriptor.withoutValues(node, claim, why, code));
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

	OperationResponseBody act(String nodeId, @Nullable String action) {
		if (!"invalidate".equals(action)) {
			throw EndpointException.badRequest((action != null) ? "'action' must be invalidate, but is '" + action + "'"
					: "'action' is missing: invalidate");
		}
		try {
			return new Invalidation(this.lineage.invalidate(nodeId));
		}
		catch (IllegalArgumentException ex) {
			throw unknown(nodeId);
		}
	}

	private static EndpointException unknown(String nodeId) {
		return EndpointException.notFound("node '" + nodeId + "'");
	}

	/**
	 * What an invalidation did.
	 *
	 * @param invalidated how many nodes became stale
	 */
	record Invalidation(int invalidated) implements OperationResponseBody {

	}

}
