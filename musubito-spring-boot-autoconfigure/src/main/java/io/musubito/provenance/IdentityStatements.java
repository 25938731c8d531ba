package io.musubito.provenance;

import java.util.Objects;
import java.util.SortedMap;

import io.musubito.identity.Identity;
import io.musubito.run.ComponentValue;
import io.musubito.store.NodeDetails;
import io.musubito.store.NodeStore;

/**
 * Says what the identity of a node is made of.
 */
final class IdentityStatements {

	private final ProvDocument document;

	private final NodeStore nodes;

	private final ShownContents contents;

	IdentityStatements(ProvDocument document, NodeStore nodes, ShownContents contents) {
		this.document = document;
		this.nodes = nodes;
		this.contents = contents;
	}

	void add(String activity, NodeDetails node) {
		SortedMap<String, String> components = node.components();
		String inputs = this.document.entity(ProvName.of("inputs", node.view().nodeId()),
				this.contents.add(new Attributes().type("musubito:Inputs")
					.type("prov:Collection")
					.with("musubito:kept", node.inputs() != null), node.inputs()));
		this.document.used(activity, inputs, new Attributes());
		ComponentValue.allOf(components).forEach((name, value) -> {
			// These two are told with the engine and with the activity
			if (!name.equals("scheme") && !name.equals("version")) {
				String component = component(name, Objects.requireNonNull(components.get(name)), value);
				this.document.used(activity, component, new Attributes());
				if (name.startsWith(ComponentType.INPUT.prefix())) {
					this.document.relate("hadMember", "prov:collection", inputs, "prov:entity", component,
							new Attributes());
				}
			}
		});
	}

	private String code(String fingerprint) {
		Attributes attributes = new Attributes().type("musubito:Code")
			.with("musubito:name", "code")
			.with("musubito:fingerprint", fingerprint);
		this.nodes.findCode(fingerprint)
			.ifPresentOrElse(
					(code) -> attributes.with("musubito:level", code.level())
						.with("musubito:parts", code.parts().size()),
					() -> attributes.with("musubito:level", "unknown"));
		return this.document.entity(ProvName.of("code", fingerprint), attributes);
	}

	private String component(String name, String component, ComponentValue value) {
		if (name.equals("code")) {
			return code(component);
		}
		ComponentType type = ComponentType.of(name);
		Attributes attributes = new Attributes().type("musubito:" + type.label())
			.with("prov:label", name)
			.with("musubito:name", name.substring(type.prefix().length()))
			// What is hashed is shown by the beginning of its hash
			.with((value.hash().equals(component)) ? "musubito:value" : "musubito:hash", value.hash())
			.with("musubito:text", this.contents.shown(value.text()));
		if (type == ComponentType.RESOURCE && this.contents.values()) {
			this.nodes.findText(component).ifPresent((text) -> this.contents.add(attributes, text));
		}
		return this.document.entity(ProvName.hashed("component", name, Identity.identifying(name, component)),
				attributes);
	}

}
