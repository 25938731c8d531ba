package io.musubito.provenance;

import io.musubito.ManualAnswer;
import io.musubito.NodeView;
import io.musubito.store.NodeDetails;
import io.musubito.store.NodeStore;

/**
 * Says of a node what was done, what came of it, and by whom.
 */
final class NodeStatements {

	private final ProvDocument document;

	private final Agents agents;

	private final ActivityDescription activities;

	private final IdentityStatements identities;

	private final EffectStatements effects;

	NodeStatements(ProvDocument document, NodeStore nodes, ShownContents contents) {
		this.document = document;
		this.agents = new Agents(document);
		this.activities = new ActivityDescription(nodes, contents);
		this.identities = new IdentityStatements(document, nodes, contents);
		this.effects = new EffectStatements(document, this.agents, contents);
	}

	void add(NodeDetails node) {
		NodeView view = node.view();
		String activity = this.document.activity(activity(view.nodeId()), this.activities.of(node));
		String result = this.document.entity(result(view.nodeId()), ResultDescription.of(node));
		this.agents.addEngine(activity, node.components().get("scheme"));
		ManualAnswer manual = view.manual();
		if (manual != null) {
			this.agents.addPerson(activity, manual.by(), "musubito:givesResult");
		}
		else if (view.producerNodeId().equals(view.nodeId())) {
			view.spent().usage().models().forEach((usage) -> this.agents.addModel(activity, usage));
		}
		this.identities.add(activity, node);
		this.effects.add(activity, result, node);
		if (view.artifactId() != null && !EffectStatements.isGivenByHand(node)) {
			this.document.generated(activity, result, new Attributes());
		}
	}

	/**
	 * Says that what is recorded of a node can't be read.
	 */
	void addUnreadable(String nodeId) {
		addMissing(this.document, nodeId, "unreadable");
	}

	static void addMissing(ProvDocument document, String nodeId, String state) {
		document.activity(activity(nodeId),
				new Attributes().with("musubito:nodeId", nodeId).with("musubito:state", state));
		document.entity(result(nodeId),
				new Attributes().type("musubito:Result").with("musubito:nodeId", nodeId).with("musubito:state", state));
	}

	static String activity(String nodeId) {
		return ProvName.of("activity", nodeId);
	}

	static String result(String nodeId) {
		return ProvName.of("result", nodeId);
	}

}
