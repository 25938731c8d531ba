package io.musubito.provenance;

import java.util.Objects;

import io.musubito.ModelUsage;
import org.jspecify.annotations.Nullable;

/**
 * Says who and what took part in an activity.
 */
final class Agents {

	private final ProvDocument document;

	Agents(ProvDocument document) {
		this.document = document;
	}

	/**
	 * The engine that recorded it, told by the scheme of its keys.
	 */
	void addEngine(String activity, @Nullable String scheme) {
		String known = Objects.requireNonNullElse(scheme, "unknown");
		String engine = this.document.agent(ProvName.hashed("engine", known),
				new Attributes().type("prov:SoftwareAgent")
					.with("prov:label", "Musubito")
					.with("musubito:scheme", known));
		this.document.associated(activity, engine, new Attributes());
	}

	/**
	 * A model that answered in it, and what it used.
	 */
	void addModel(String activity, ModelUsage usage) {
		String model = this.document.agent(ProvName.hashed("model", usage.model()),
				new Attributes().type("prov:SoftwareAgent")
					.type("musubito:Model")
					.with("prov:label", usage.model())
					.with("musubito:model", usage.model()));
		this.document.associated(activity, model,
				new Attributes().with("musubito:calls", usage.calls())
					.with("musubito:inputTokens", usage.inputTokens())
					.with("musubito:outputTokens", usage.outputTokens())
					.with("musubito:cachedInputTokens", usage.cachedInputTokens()));
	}

	/**
	 * Somebody, and what they did.
	 * @return the name of the agent
	 */
	String addPerson(String activity, String by, String role) {
		String person = this.document.agent(ProvName.hashed("person", by),
				new Attributes().type("prov:Person").with("prov:label", by).with("musubito:by", by));
		this.document.associated(activity, person,
				new Attributes().with("prov:role", new Attributes.QualifiedName(role)));
		return person;
	}

}
