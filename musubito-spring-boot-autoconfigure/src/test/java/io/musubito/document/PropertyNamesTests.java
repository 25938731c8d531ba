package io.musubito.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.musubito.testing.Documents;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each property that a document names exists. That each property is documented is what
 * {@code ConfigurationDocumentTests} keeps.
 */
class PropertyNamesTests {

	private static final Pattern NAME = Pattern
		.compile("(?<![\\w./$<-])(?:musubito|management\\.endpoint\\.musubito)\\.[a-z][\\w<>.-]*[\\w>](?![\\w(…])");

	private static final Pattern MAP = Pattern.compile("java\\.util\\.Map<[\\w.$]+,([\\w.$]+)>");

	private static final List<String> FILES = List.of("musubito.db", "musubito.json");

	private static Map<String, String> properties;

	private static String code;

	@BeforeAll
	static void read() throws IOException {
		properties = new TreeMap<>();
		try (InputStream metadata = PropertyNamesTests.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			for (JsonNode property : JsonMapper.shared().readTree(metadata).get("properties")) {
				properties.put(property.get("name").asString(), property.get("type").asString());
			}
		}
		try (Stream<Path> files = Stream.concat(Files.walk(Path.of("src/main/java")),
				Files.walk(Path.of("src/test/java")))) {
			code = files.filter((file) -> file.toString().endsWith(".java"))
				.filter((file) -> !file.endsWith("PropertyNamesTests.java"))
				.map(PropertyNamesTests::content)
				.collect(Collectors.joining());
		}
	}

	@Test
	void eachPropertyThatADocumentNamesExists() {
		Map<String, SortedSet<String>> mentions = Documents.mentions(NAME);
		assertThat(mentions).hasSizeGreaterThan(60);
		mentions.keySet().removeIf((name) -> FILES.contains(name) || exists(name));
		assertThat(mentions).isEmpty();
	}

	@Test
	void knowsAPropertyFromOneThatThereIsNot() {
		assertThat(Stream.of("musubito.mode", "musubito.store", "musubito.steps.<operation>.ttl",
				"musubito.ai.prices.<model>.cached-input", "musubito.recording.folder"))
			.allMatch(PropertyNamesTests::exists);
		assertThat(Stream.of("musubito.modes", "musubito.sto", "musubito.steps.<operation>.tll",
				"musubito.ai.prices.<model>.cached", "musubito.store.path.file"))
			.noneMatch(PropertyNamesTests::exists);
	}

	/**
	 * A property, a group of them, a key of a map, a name of a meter, or a system
	 * property that the code asks for.
	 */
	private static boolean exists(String name) {
		return properties.containsKey(name)
				|| properties.keySet().stream().anyMatch((property) -> property.startsWith(name + "."))
				|| properties.entrySet().stream().anyMatch((map) -> isIn(map.getKey(), map.getValue(), name))
				|| MeterNames.documented().contains(name) || code.contains("\"" + name + "\"");
	}

	private static boolean isIn(String property, String type, String name) {
		Matcher map = MAP.matcher(type);
		return name.startsWith(property + ".") && map.matches()
				&& keys(map.group(1)).contains(name.substring(name.lastIndexOf('.') + 1));
	}

	private static List<String> keys(String type) {
		try {
			return Arrays
				.stream(Class.forName(type, false, PropertyNamesTests.class.getClassLoader()).getDeclaredFields())
				.map(Field::getName)
				.map((name) -> name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
				.toList();
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String content(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
