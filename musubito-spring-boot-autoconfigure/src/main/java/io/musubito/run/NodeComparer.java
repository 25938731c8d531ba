package io.musubito.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

import io.musubito.OutputDiff;
import io.musubito.run.NodeDiff.Component;
import io.musubito.run.NodeDiff.Text;
import io.musubito.store.KeyComponents;
import io.musubito.store.LineageQueries;
import io.musubito.store.NodeDetails;
import io.musubito.store.NodeKey;
import io.musubito.store.NodeStore;
import org.jspecify.annotations.Nullable;

/**
 * Compares two computations by what is stored of them.
 */
public final class NodeComparer {

	private static final String RESOURCE = "resource ";

	private final LineageQueries queries;

	private final NodeStore nodes;

	public NodeComparer(LineageQueries queries, NodeStore nodes) {
		this.queries = queries;
		this.nodes = nodes;
	}

	/**
	 * Compares two nodes, whichever was first.
	 * @param nodeId the id of the one
	 * @param otherNodeId the id of the other
	 * @return how they differ; empty when one of them is not there
	 * @throws io.musubito.StoreException when the store can't be read
	 */
	public Optional<NodeDiff> diff(String nodeId, String otherNodeId) {
		return this.queries.find(nodeId)
			.flatMap((before) -> this.queries.find(otherNodeId).map((after) -> diff(before, after)));
	}

	private NodeDiff diff(NodeDetails before, NodeDetails after) {
		OutputComparison values = new OutputComparison(new StoredOutputs(this.nodes));
		return new NodeDiff(before.view().nodeId(), after.view().nodeId(),
				components(before.components(), after.components()), inputs(before, after, values),
				texts(before.components(), after.components()), output(before, after, values));
	}

	private static List<Component> components(SortedMap<String, String> before, SortedMap<String, String> after) {
		List<Component> components = new ArrayList<>();
		for (String name : names(before, after)) {
			String one = before.get(name);
			String other = after.get(name);
			components.add(new Component(name, value(one), value(other), !KeyComponents.isSame(name, one, other)));
		}
		return components;
	}

	private static TreeSet<String> names(SortedMap<String, String> before, SortedMap<String, String> after) {
		TreeSet<String> names = new TreeSet<>(before.keySet());
		names.addAll(after.keySet());
		names.removeIf(NodeKey::isNote);
		return names;
	}

	private static @Nullable ComponentValue value(@Nullable String component) {
		return (component != null) ? ComponentValue.of(component) : null;
	}

	private static @Nullable OutputDiff inputs(NodeDetails before, NodeDetails after, OutputComparison values) {
		String one = before.inputs();
		String other = after.inputs();
		return (one != null && other != null && !one.equals(other)) ? values.compare("", one, "", other) : null;
	}

	private List<Text> texts(SortedMap<String, String> before, SortedMap<String, String> after) {
		List<Text> texts = new ArrayList<>();
		for (String name : names(before, after)) {
			String one = before.get(name);
			String other = after.get(name);
			if (name.startsWith(RESOURCE) && one != null && other != null && !one.equals(other)) {
				this.nodes.findText(one)
					.flatMap((text) -> this.nodes.findText(other).map((now) -> LineDifference.find(text, now)))
					.ifPresent((lines) -> texts.add(new Text(name.substring(RESOURCE.length()), lines)));
			}
		}
		return texts;
	}

	private static @Nullable OutputDiff output(NodeDetails before, NodeDetails after, OutputComparison values) {
		String one = before.view().artifactId();
		String other = after.view().artifactId();
		return (one != null && other != null && !Objects.equals(one, other)) ? values.compare(one, other) : null;
	}

}
