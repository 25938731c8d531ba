package io.musubito.actuate;

import io.musubito.Explanation;
import io.musubito.MusubitoLineage;
import io.musubito.NodeView;
import io.musubito.store.LineageQueries;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * {@code nodes/{id}}: one node, and what can be done with it.
 */
final class NodeResource {

	private final MusubitoLineage lineage;

	private final LineageQueries queries;

	NodeResource(MusubitoLineage lineage, LineageQueries queries) {
		this.lineage = lineage;
		this.queries = queries;
	}

	NodeDetailsDescriptor get(String nodeId, boolean values) {
		NodeView node = this.lineage.find(nodeId).orElseThrow(() -> unknown(nodeId));
		Explanation why = why(node);
		CodeDescriptor code = this.lineage.code(nodeId).map(CodeDescriptor::of).orElse(null);
		if (values) {
			return this.queries.find(nodeId)
				.map((details) -> NodeDetailsDescriptor.withValues(node, why, code, details))
				.orElseThrow(() -> unknown(nodeId));
		}
		return NodeDetailsDescriptor.withoutValues(node, why, code);
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
