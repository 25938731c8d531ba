package io.musubito.ai;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The reasons that are kept are those that the configuration metadata lists.
 */
class FinishReasonsTests {

	private static final Path METADATA = Path.of("src", "main", "resources", "META-INF",
			"additional-spring-configuration-metadata.json");

	@Test
	void theDefaultIsListedAndOffered() throws IOException {
		JsonNode metadata = JsonMapper.shared().readTree(METADATA);
		assertThat(named(metadata.get("properties")).get("defaultValue").valueStream().map(JsonNode::asString))
			.containsExactlyElementsOf(FinishReasons.COMPLETE);
		assertThat(named(metadata.get("hints")).get("values").valueStream().map((hint) -> hint.get("value").asString()))
			.containsAll(FinishReasons.COMPLETE);
	}

	private static JsonNode named(JsonNode entries) {
		return entries.valueStream()
			.filter((entry) -> entry.get("name").asString().equals("musubito.ai.keep-only-finish-reasons"))
			.findFirst()
			.orElseThrow();
	}

}
