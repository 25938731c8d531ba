package io.musubito.provenance;

import java.time.Instant;

import io.musubito.NodeView;
import io.musubito.store.Effect;
import io.musubito.store.NodeDetails;
import io.musubito.store.NodeStore;

/**
 * Describes what was done for a node: executed, replayed, or answered by hand.
 */
final class ActivityDescription {

	private final NodeStore nodes;

	private final ShownContents contents;

	private final ReasonDescription reasons;

	ActivityDescription(NodeStore nodes, ShownContents contents) {
		this.nodes = nodes;
		this.contents = contents;
		this.reasons = new ReasonDescription(contents);
	}

	Attributes of(NodeDetails node) {
		NodeView view = node.view();
		boolean replayed = !view.producerNodeId().equals(view.nodeId());
		String type = (view.manual() != null) ? "ManualAnswer" : (replayed) ? "Replay" : "Execution";
		Attributes attributes = new Attributes().type("musubito:" + type)
			.with("prov:label", view.operation())
			.with("musubito:nodeId", view.nodeId())
			.with("musubito:operation", view.operation())
			.with("musubito:stepType", view.type())
			.with("musubito:version", node.components().get("version"))
			.with("musubito:identity", node.components().isEmpty() ? "unreadable" : null)
			.with("musubito:error", this.contents.shown(node.error()));
		this.reasons.addTo(attributes, view.why(), !replayed);
		if (!replayed) {
			addTimes(attributes, node);
			this.nodes.findProduction(view.nodeId())
				.ifPresent((production) -> attributes.with("musubito:runId", production.runId())
					.with("musubito:pipeline", production.pipeline()));
		}
		return attributes;
	}

	private static void addTimes(Attributes attributes, NodeDetails node) {
		Effect effect = node.effect();
		Instant end = node.view().executedAt();
		Instant start = (end != null) ? end.minus(node.view().duration()) : null;
		// The node of an effect that is resolved has the time of that
		if (effect != null && effect.nodeId().equals(node.view().nodeId())) {
			start = effect.startedAt();
			end = effect.endedAt();
		}
		attributes.with("prov:startTime", start).with("prov:endTime", end);
	}

}
