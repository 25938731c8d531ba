package io.musubito.provenance;

import io.musubito.EdgeKind;
import io.musubito.store.Past.Dependency;

/**
 * Says how nodes depend on each other.
 */
final class DependencyStatements {

	private final ProvDocument document;

	DependencyStatements(ProvDocument document) {
		this.document = document;
	}

	void add(Dependency dependency) {
		if (dependency.gone()) {
			NodeStatements.addMissing(this.document, dependency.upstream(), "gone");
		}
		String activity = NodeStatements.activity(dependency.nodeId());
		if (dependency.kind().equals(EdgeKind.CALL.name())) {
			this.document.informed(activity, NodeStatements.activity(dependency.upstream()), kind(dependency));
			return;
		}
		String upstream = NodeStatements.result(dependency.upstream());
		this.document.used(activity, upstream, kind(dependency));
		this.document.relate("wasDerivedFrom", "prov:generatedEntity", NodeStatements.result(dependency.nodeId()),
				"prov:usedEntity", upstream, kind(dependency).with("prov:activity", activity));
	}

	private static Attributes kind(Dependency dependency) {
		return new Attributes().with("musubito:kind", dependency.kind());
	}

}
