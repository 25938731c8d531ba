package io.musubito.provenance;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.musubito.NodeView;
import io.musubito.StoreException;
import io.musubito.store.LineageQueries;
import io.musubito.store.NodeDetails;
import io.musubito.store.Past;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a past, as far as they can be read.
 */
final class RecordedNodes {

	private final LineageQueries queries;

	private final Map<String, String> goneProducers;

	RecordedNodes(LineageQueries queries, Past past) {
		this.queries = queries;
		this.goneProducers = past.dependencies()
			.stream()
			.filter((dependency) -> dependency.gone() && dependency.kind().equals(Past.PRODUCER))
			.collect(Collectors.toMap(Past.Dependency::nodeId, Past.Dependency::upstream));
	}

	Optional<NodeDetails> find(String nodeId) {
		try {
			return this.queries.find(nodeId).map((node) -> withProducer(node, this.goneProducers.get(nodeId)));
		}
		catch (StoreException ex) {
			// Thrown again when it is the store that can't be read, and not this node
			this.queries.findPast(nodeId, 1);
			return Optional.empty();
		}
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

}
