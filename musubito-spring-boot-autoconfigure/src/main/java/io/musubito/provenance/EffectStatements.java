package io.musubito.provenance;

import io.musubito.store.Effect;
import io.musubito.store.Effect.Resolution;
import io.musubito.store.EffectState;
import io.musubito.store.NodeDetails;

/**
 * Says what became of an effect, and who resolved it.
 */
final class EffectStatements {

	private final ProvDocument document;

	private final Agents agents;

	private final ShownContents contents;

	EffectStatements(ProvDocument document, Agents agents, ShownContents contents) {
		this.document = document;
		this.agents = agents;
		this.contents = contents;
	}

	void add(String activity, String result, NodeDetails node) {
		Effect effect = node.effect();
		if (effect == null) {
			return;
		}
		String outcome = this.document.entity(ProvName.hashed("effect", effect.effectKey()),
				new Attributes().type("musubito:Effect")
					.with("prov:label", "effect of " + effect.operation())
					.with("musubito:state", effect.state())
					.with("musubito:attempts", effect.attempts())
					.with("musubito:owner", effect.owner())
					.with("musubito:idempotencyKey", effect.idempotencyKey())
					.with("musubito:error", this.contents.shown(effect.error())));
		if (effect.nodeId().equals(node.view().nodeId())) {
			this.document.generated(activity, outcome, new Attributes());
		}
		else {
			this.document.used(activity, outcome, new Attributes());
		}
		if (effect.resolution() != null) {
			String resolution = resolve(effect, effect.resolution());
			this.document.informed(resolution, activity, new Attributes());
			this.document.used(resolution, outcome, new Attributes());
			if (isGivenByHand(node)) {
				this.document.generated(resolution, result, new Attributes());
			}
		}
	}

	private String resolve(Effect effect, Resolution resolution) {
		String name = this.document.activity(ProvName.hashed("resolution", effect.effectKey()),
				new Attributes().type("musubito:Resolution")
					.with("prov:label", "resolution of " + effect.operation())
					.with("prov:startTime", resolution.at())
					.with("prov:endTime", resolution.at())
					.with("musubito:resolution", (resolution.happened()) ? "HAPPENED" : "NOT_HAPPENED"));
		this.agents.addPerson(name, resolution.by(), "musubito:resolvesEffect");
		return name;
	}

	/**
	 * Whether the result of an effect is what somebody said when resolving it.
	 */
	static boolean isGivenByHand(NodeDetails node) {
		Effect effect = node.effect();
		return effect != null && effect.state() == EffectState.RESOLVED && effect.resolution() != null
				&& effect.nodeId().equals(node.view().nodeId());
	}

}
