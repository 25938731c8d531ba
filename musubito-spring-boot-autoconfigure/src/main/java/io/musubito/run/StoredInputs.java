package io.musubito.run;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.musubito.StoreException;
import io.musubito.artifact.OwnJson;
import io.musubito.store.LineageQueries;
import io.musubito.store.NodeDetails;
import io.musubito.store.NodeKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The inputs of nodes, read when they are asked for, and not more of them than a person
 * who compares two runs waits for.
 */
final class StoredInputs {

	private static final int MAX_NODES = 1_000;

	private static final int MAX_LENGTH = 1 << 20;

	private static final JsonMapper MAPPER = new JsonMapper(OwnJson.factory());

	private final LineageQueries queries;

	private final Map<String, Inputs> byNode = new HashMap<>();

	StoredInputs(LineageQueries queries) {
		this.queries = queries;
	}

	/**
	 * The inputs of a node as JSON; {@code null} when they are not known.
	 */
	@Nullable String text(String nodeId) {
		return inputs(nodeId).text;
	}

	@Nullable JsonNode find(String nodeId, String name) {
		JsonNode json = inputs(nodeId).json;
		return (json != null) ? json.get(name) : null;
	}

	/**
	 * Whether an input of a node was the result of a step, or contained one.
	 */
	boolean isConsumed(String nodeId, String component) {
		return inputs(nodeId).consumed.contains(component);
	}

	private Inputs inputs(String nodeId) {
		Inputs known = this.byNode.get(nodeId);
		if (known == null) {
			known = (this.byNode.size() < MAX_NODES) ? read(nodeId) : Inputs.UNKNOWN;
			this.byNode.put(nodeId, known);
		}
		return known;
	}

	private Inputs read(String nodeId) {
		try {
			return this.queries.find(nodeId).map(StoredInputs::read).orElse(Inputs.UNKNOWN);
		}
		catch (StoreException ex) {
			// Damaged: that they differ is known without
			return Inputs.UNKNOWN;
		}
	}

	private static Inputs read(NodeDetails node) {
		String consumed = node.components().get(NodeKey.CONSUMED);
		Set<String> names = (consumed != null) ? Set.of(consumed.split("\n")) : Set.of();
		return new Inputs(node.inputs(), parse(node.inputs()), names);
	}

	static @Nullable JsonNode parse(@Nullable String json) {
		if (json == null || json.length() > MAX_LENGTH) {
			return null;
		}
		try {
			return MAPPER.readTree(json);
		}
		catch (JacksonException ex) {
			// Damaged: the hashes still tell that they differ
			return null;
		}
	}

	/**
	 * The inputs of one node.
	 *
	 * @param text as they are stored
	 * @param json the same
	 * @param consumed the components that came from steps
	 */
	private record Inputs(@Nullable String text, @Nullable JsonNode json, Set<String> consumed) {

		static final Inputs UNKNOWN = new Inputs(null, null, Set.of());

	}

}
