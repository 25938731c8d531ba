package io.musubito.provenance;

import java.util.Optional;

import io.musubito.GraphQuery;
import io.musubito.store.LineageQueries;
import io.musubito.store.NodeStore;
import io.musubito.store.Past;

/**
 * Writes the whole past of a node as a PROV-JSON document: how it and everything upstream
 * of it came about, from what, and by whom. The same past always gives the same text.
 */
public final class NodeProvenance {

	private final LineageQueries queries;

	private final NodeStore nodes;

	private final int limit;

	public NodeProvenance(LineageQueries queries, NodeStore nodes) {
		this(queries, nodes, GraphQuery.MAX_LIMIT);
	}

	NodeProvenance(LineageQueries queries, NodeStore nodes, int limit) {
		this.queries = queries;
		this.nodes = nodes;
		this.limit = limit;
	}

	/**
	 * Writes the past of a node.
	 * @param nodeId the id of the node
	 * @param characters how long a value may be that is shown as a whole
	 * @param values whether any may be shown
	 * @return the document; empty when there is no such node
	 */
	public Optional<String> write(String nodeId, int characters, boolean values) {
		return this.queries.findPast(nodeId, this.limit)
			.map((past) -> document(nodeId, past, new ShownContents(characters, values)).write());
	}

	private ProvDocument document(String nodeId, Past past, ShownContents contents) {
		ProvDocument document = new ProvDocument();
		document.entity(ProvName.of("document", nodeId),
				new Attributes().type("musubito:Document")
					.with("musubito:nodeId", nodeId)
					.with("musubito:nodes", past.nodeIds().size())
					.with("musubito:truncated", past.truncated())
					.with("musubito:values", contents.values()));
		NodeStatements statements = new NodeStatements(document, this.nodes, contents);
		RecordedNodes recorded = new RecordedNodes(this.queries, past);
		for (String id : past.nodeIds()) {
			recorded.find(id).ifPresentOrElse(statements::add, () -> statements.addUnreadable(id));
		}
		DependencyStatements dependencies = new DependencyStatements(document);
		past.dependencies().forEach(dependencies::add);
		return document;
	}

}
