package io.musubito.provenance;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.musubito.GraphQuery;
import io.musubito.NodeView;
import io.musubito.StoreException;
import io.musubito.store.LineageQueries;
import io.musubito.store.NodeDetails;
import io.musubito.store.NodeStore;
import io.musubito.store.Past;
import org.jspecify.annotations.Nullable;

/**
 * Writes the whole past of a node as a PROV-JSON document: how it and everything upstream
 * of it came about, from what, and by whom. The same past always gives the same text.
 */
public final class NodeProvenance {

	private final LineageQueries queries;

	private final NodeStore nodes;

	private final int limit;

	/**
	 * Creates it.
	 * @param queries has the nodes
	 * @param nodes knows where their results came from
	 */
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
	 * @param values whether inputs, texts of resources, values of properties and messages
	 * of exceptions may be shown
	 * @return the document; empty when there is no such node
	 * @throws StoreException when the store can't be read
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
		Map<String, String> goneProducers = goneProducers(past);
		for (String id : past.nodeIds()) {
			find(id).map((node) -> withProducer(node, goneProducers.get(id)))
				.ifPresentOrElse(statements::add, () -> statements.addUnreadable(id));
		}
		DependencyStatements dependencies = new DependencyStatements(document);
		past.dependencies().forEach(dependencies::add);
		return document;
	}

	private static Map<String, String> goneProducers(Past past) {
		return past.dependencies()
			.stream()
			.filter((dependency) -> dependency.gone() && dependency.kind().equals(Past.PRODUCER))
			.collect(Collectors.toMap(Past.Dependency::nodeId, Past.Dependency::upstream));
	}

	// It would seem to have executed by itself
	private static NodeDetails withProducer(NodeDetails node, @Nullable String gone) {
		if (gone == null) {
			return node;
		}
		NodeView view = node.view();
		return new NodeDetails(
				new NodeView(view.nodeId(), view.operation(), view.type(), view.status(), gone, view.artifactId(),
						view.executedAt(), view.expiresAt(), view.duration(), view.spent(), view.upstream(),
						view.downstream(), view.why(), view.manual()),
				node.components(), node.inputs(), node.artifact(), node.error(), node.effect());
	}

	private Optional<NodeDetails> find(String nodeId) {
		try {
			return this.queries.find(nodeId);
		}
		catch (StoreException ex) {
			// Thrown again when it is the store that can't be read, and not this node
			this.queries.findPast(nodeId, 1);
			return Optional.empty();
		}
	}

}
