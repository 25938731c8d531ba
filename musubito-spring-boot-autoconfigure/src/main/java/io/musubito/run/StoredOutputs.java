package io.musubito.run;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.musubito.StoreException;
import io.musubito.artifact.Artifact;
import io.musubito.artifact.OwnJson;
import io.musubito.store.NodeStore;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The results of steps as they are stored.
 */
final class StoredOutputs {

	private static final JsonMapper MAPPER = new JsonMapper(OwnJson.factory());

	private final NodeStore nodes;

	StoredOutputs(NodeStore nodes) {
		this.nodes = nodes;
	}

	/**
	 * Reads a result.
	 * @return its JSON; empty when it is gone or damaged
	 */
	Optional<String> read(String artifactId) {
		try {
			return this.nodes.findPayload(artifactId)
				.filter((payload) -> Artifact.of(payload).artifactId().equals(artifactId))
				.map((payload) -> new String(payload, StandardCharsets.UTF_8));
		}
		catch (StoreException ex) {
			return Optional.empty();
		}
	}

	static JsonNode parse(String json) {
		try {
			return MAPPER.readTree(json);
		}
		catch (JacksonException ex) {
			return MAPPER.getNodeFactory().stringNode(json);
		}
	}

}
