package io.musubito.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an editor shows of each property: a description in the form that Spring Boot asks
 * of starters, a default, and values to choose from.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConfigurationMetadataTests {

	private static final String NOUN_PHRASE = "(?!The |An? |How |What |Where |Which |If |It |Is |Enable )[A-Z][^.]*[^.].*\\.";

	private JsonNode metadata;

	@BeforeAll
	void read() throws IOException {
		try (InputStream stream = MusubitoProperties.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			this.metadata = JsonMapper.shared().readTree(stream);
		}
	}

	List<JsonNode> properties() {
		return this.metadata.get("properties").valueStream().toList();
	}

	List<JsonNode> hints() {
		return this.metadata.get("hints").valueStream().toList();
	}

	@ParameterizedTest
	@MethodSource("properties")
	void isDescribedAsOthersAre(JsonNode property) {
		assertThat(property.path("description").asString("")).as(name(property))
			.matches("(?s)" + NOUN_PHRASE)
			.satisfies((description) -> {
				assertThat(description.startsWith("Whether ")).as("a question is for a Boolean")
					.isEqualTo(type(property).equals("java.lang.Boolean"));
				assertThat(description.startsWith("Comma-separated list of ")).as("a list says so")
					.isEqualTo(
							type(property).startsWith("java.util.List") || type(property).startsWith("java.util.Set"));
			});
	}

	@ParameterizedTest
	@MethodSource("properties")
	void hasADefaultOrSaysWhatHoldsWithoutAValue(JsonNode property) {
		assertThat(property.has("defaultValue") || property.path("description").asString().contains("By default, "))
			.as(name(property))
			.isTrue();
	}

	@Test
	void offersValuesWhereverOneHasToKnowThem() {
		Map<String, JsonNode> hints = byName(hints());
		for (JsonNode property : properties()) {
			if (type(property).startsWith("java.util.Map")) {
				assertThat(hints).containsKey(name(property) + ".keys");
			}
			else if (type(property).equals(Duration.class.getName())) {
				assertThat(hints).containsKey(name(property));
			}
		}
		assertThat(hints).containsKeys("musubito.ai.keep-only-finish-reasons", "musubito.mode");
	}

	@ParameterizedTest
	@MethodSource("hints")
	void offersValuesThatCanBeSet(JsonNode hint) throws ClassNotFoundException {
		String name = name(hint).replaceAll("\\.keys$", "");
		assertThat(byName(properties())).containsKey(name);
		String type = type(byName(properties()).get(name));
		for (JsonNode value : hint.get("values")) {
			assertThat(value.path("description").asString("")).matches("[A-Z].*\\.");
			if (type.indexOf('<') < 0) {
				Class<?> target = ClassUtils.forName(type, null);
				assertThat(ApplicationConversionService.getSharedInstance()
					.convert(value.get("value").asString(), TypeDescriptor.valueOf(target))).isInstanceOf(target);
			}
		}
	}

	@ParameterizedTest
	@MethodSource("hints")
	void offersAllConstantsOfAnEnumAndOtherValuesOfAllElse(JsonNode hint) throws ClassNotFoundException {
		String name = name(hint).replaceAll("\\.keys$", "");
		String type = type(byName(properties()).get(name)).replaceAll("^java.util.Map<([^,]*),.*", "$1");
		Class<?> target = (type.indexOf('<') < 0) ? ClassUtils.forName(type, null) : Object.class;
		if (target.isEnum() && !name.equals("musubito.defaults")) {
			assertThat(hint.get("values").size()).isEqualTo(target.getEnumConstants().length);
			assertThat(hint.has("providers")).isFalse();
		}
		else if (!target.isEnum()) {
			assertThat(hint.path("providers").path(0).path("name").asString("")).isEqualTo("any");
		}
	}

	private static Map<String, JsonNode> byName(List<JsonNode> entries) {
		Map<String, JsonNode> byName = new TreeMap<>();
		entries.forEach((entry) -> byName.put(name(entry), entry));
		return byName;
	}

	private static String name(JsonNode entry) {
		return entry.get("name").asString();
	}

	private static String type(JsonNode property) {
		return property.get("type").asString();
	}

}
