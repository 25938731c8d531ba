package io.musubito.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps the table in {@code docs/configuration.md} equal to the configuration metadata.
 * Start with {@code -Dmusubito.docs=write} to write it.
 */
class ConfigurationDocumentTests {

	private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");

	private static final String BEGIN = "<!-- generated from the configuration metadata -->\n";

	private static final String END = "<!-- end -->";

	@Test
	void theTableIsThatOfTheMetadata() throws IOException {
		String document = Files.readString(DOCUMENT);
		int begin = document.indexOf(BEGIN) + BEGIN.length();
		int end = document.indexOf(END);
		assertThat(end).as("the markers of the table").isGreaterThanOrEqualTo(begin);
		String expected = document.substring(0, begin) + table() + document.substring(end);
		if ("write".equals(System.getProperty("musubito.docs"))) {
			Files.writeString(DOCUMENT, expected);
		}
		assertThat(Files.readString(DOCUMENT)).isEqualTo(expected);
	}

	private static String table() throws IOException {
		StringBuilder table = new StringBuilder("| property | type | default | |\n|---|---|---|---|\n");
		try (InputStream metadata = MusubitoProperties.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			for (JsonNode property : JsonMapper.shared().readTree(metadata).get("properties")) {
				table.append("| `%s` | %s | %s | %s |%n".formatted(property.get("name").asString(), type(property),
						defaultValue(property), property.get("description").asString()));
			}
		}
		return table.toString().replace(System.lineSeparator(), "\n");
	}

	private static String type(JsonNode property) {
		return "`" + property.get("type").asString().replaceAll("[a-z]\\w*\\.(?=[a-zA-Z])", "").replace('$', '.') + "`";
	}

	private static String defaultValue(JsonNode property) {
		JsonNode value = property.get("defaultValue");
		if (value == null) {
			return "–";
		}
		String text = value.isArray() ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "))
				: value.asString();
		return "`" + text.toLowerCase(Locale.ROOT) + "`";
	}

}
