package io.musubito.actuate;

import java.util.SortedMap;

import io.musubito.EffectResolution;
import io.musubito.Explanation;
import io.musubito.MusubitoLineage;
import io.musubito.NodeView;
import io.musubito.StepType;
import io.musubito.provenance.NodeProvenance;
import io.musubito.run.NodeComparer;
import io.musubito.store.ClaimStore;
import io.musubito.store.LineageQueries;
import io.musubito.store.NodeStore;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * {@code nodes/{id}}: one node, and what can be done with it.
 */
final class NodeResource {

	private final MusubitoLineage lineage;

	private final LineageQueries queries;

	private final ClaimStore claims;

	private final NodeStore nodes;

	private final NodeComparer comparer;

	private final NodeProvenance provenance;

	NodeResource(MusubitoLineage lineage, LineageQueries queries, ClaimStore claims, NodeStore nodes) {
		this.lineage = lineage;
		this.queries = queries;
		this.nodes = nodes;
		this.comparer = new NodeComparer(queries, nodes);
		this.provenance = new NodeProvenance(queries, nodes);
		this.claims = claims;
	}

	NodeDetailsDescriptor get(String nodeId, int characters, boolean values) {
		NodeView node = this.lineage.find(nodeId).orElseThrow(() -> unknown(nodeId));
		Explanation why = why(node);
		CodeDescriptor code = this.lineage.code(nodeId).map(CodeDescriptor::of).orElse(null);
		ClaimDescriptor claim = claim(nodeId);
		return this.queries.find(nodeId)
			.map((details) -> NodeDetailsDescriptor.of(node, claim, why, code, origin(nodeId), details, characters,
					values))
			.orElseGet(() -> NodeDetailsDescriptor.ofClaimed(node, claim));
	}

	private @Nullable OriginDescriptor origin(String nodeId) {
		return this.nodes.findProduction(nodeId)
			.filter((production) -> production.executedAt() != null)
			.map(OriginDescriptor::of)
			.orElse(null);
	}

	NodeDiffDescriptor diff(String nodeId, String otherNodeId, boolean values) {
		return this.comparer.diff(nodeId, otherNodeId)
			.map((diff) -> NodeDiffDescriptor.of(diff, values))
			.orElseThrow(() -> incomparable(nodeId, otherNodeId));
	}

	/**
	 * Its whole past as PROV-JSON.
	 */
	String provenance(String nodeId, int characters, boolean values) {
		return this.provenance.write(nodeId, characters, values)
			.orElseThrow(() -> this.lineage.find(nodeId).isEmpty() ? unknown(nodeId) : EndpointException
				.badRequest("There is nothing to tell yet: the node is executed for the first time"));
	}

	private EndpointException incomparable(String... nodeIds) {
		for (String nodeId : nodeIds) {
			if (this.lineage.find(nodeId).isEmpty()) {
				return unknown(nodeId);
			}
		}
		return EndpointException
			.badRequest("There is nothing to compare yet: one of the nodes is executed for the first time");
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
			case "erase" -> erase(nodeId);
			case "resolve" -> resolve(nodeId, action.resolution().by(who));
			default -> throw EndpointException
				.badRequest("'action' must be invalidate, erase or resolve, but is '" + action.name() + "'");
		};
	}

	/**
	 * What {@link #invalidate} would do, without doing it.
	 */
	InvalidationDescriptor invalidation(String nodeId) {
		SortedMap<String, Integer> nodes = this.queries.findInvalidated(nodeId);
		if (nodes.isEmpty() && this.lineage.find(nodeId).isEmpty()) {
			throw unknown(nodeId);
		}
		return InvalidationDescriptor.of(nodes);
	}

	InvalidationDescriptor invalidate(String nodeId) {
		try {
			return InvalidationDescriptor.of(this.lineage.invalidate(nodeId));
		}
		catch (IllegalArgumentException ex) {
			throw unknown(nodeId);
		}
	}

	private ErasureDescriptor erase(String nodeId) {
		try {
			return new ErasureDescriptor(this.lineage.erase(nodeId));
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
		return get(nodeId, Integer.MAX_VALUE, false);
	}

	private static EndpointException unknown(String nodeId) {
		return EndpointException.notFound("node '" + nodeId + "'");
	}

}
