package io.musubito.provenance;

import java.time.Instant;

import io.musubito.Change;
import io.musubito.Explanation;
import io.musubito.NodeView;
import io.musubito.store.Effect;
import io.musubito.store.NodeDetails;
import io.musubito.store.NodeStore;
import org.jspecify.annotations.Nullable;

/**
 * Describes what was done for a node: executed, replayed, or answered by hand.
 */
final class ActivityDescription {

	private final NodeStore nodes;

	private final ShownContents contents;

	ActivityDescription(NodeStore nodes, ShownContents contents) {
		this.nodes = nodes;
		this.contents = contents;
	}

	Attributes of(NodeDetails node) {
		NodeView view = node.view();
		boolean replayed = !view.producerNodeId().equals(view.nodeId());
		String type = (view.manual() != null) ? "ManualAnswer" : (replayed) ? "Replay" : "Execution";
		String version = node.components().get("version");
		Attributes attributes = new Attributes().type("musubito:" + type)
			.with("prov:label", view.operation())
			.with("musubito:nodeId", view.nodeId())
			.with("musubito:operation", view.operation())
			.with("musubito:stepType", view.type())
			.with("musubito:version", (version == null || version.isEmpty()) ? null : version)
			.with("musubito:identity", node.components().isEmpty() ? "unreadable" : null)
			.with("musubito:error", this.contents.shown(node.error()));
		explain(attributes, view.why());
		if (!replayed) {
			// Each execution has one, when it can be read
			attributes.with("musubito:reason", (view.why() != null) ? view.why().reason() : "UNKNOWN");
			addTimes(attributes, node);
			this.nodes.findProduction(view.nodeId())
				.ifPresent((production) -> attributes.with("musubito:runId", production.runId())
					.with("musubito:pipeline", production.pipeline()));
		}
		return attributes;
	}

	private static void addTimes(Attributes attributes, NodeDetails node) {
		NodeView view = node.view();
		Effect effect = node.effect();
		Instant end = view.executedAt();
		Instant start = (end != null) ? end.minus(view.duration()) : null;
		// The node of an effect that is resolved has the time of that
		if (effect != null && effect.nodeId().equals(view.nodeId())) {
			start = effect.startedAt();
			end = effect.endedAt();
		}
		attributes.with("prov:startTime", start).with("prov:endTime", end);
	}

	private void explain(Attributes attributes, @Nullable Explanation why) {
		if (why != null) {
			Explanation shown = (this.contents.values()) ? why : why.withoutValues();
			attributes.with("musubito:reason", shown.reason())
				.withAll("musubito:changed", shown.changes().stream().map(ActivityDescription::text).toList())
				.with("musubito:baselineNodeId", shown.baselineNodeId())
				.with("musubito:rootCauseNodeId", shown.rootCauseNodeId());
		}
	}

	private static String text(Change change) {
		boolean named = change.before() == null && change.after() == null;
		return (named) ? change.component()
				: change.component() + ": " + value(change.before()) + " → " + value(change.after());
	}

	private static String value(@Nullable String value) {
		return (value != null) ? value : "none";
	}

}
