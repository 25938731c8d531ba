package io.musubito.identity;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.musubito.StepDefinition;
import io.musubito.StepType;
import io.musubito.value.CanonicalEncoder;
import io.musubito.value.Scheme;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pins the encoding. When a line of the file changes, every stored result of every user
 * is lost: then the scheme must change too, and say so.
 */
class GoldenVectorTests {

	private final CanonicalEncoder encoder = Vectors.encoder();

	@Test
	void hashesAreThoseOfTheFile() throws IOException {
		Map<String, String> actual = new LinkedHashMap<>();
		actual.put("scheme", Scheme.NAME);
		actual.putAll(Vectors.hashes());
		actual.put("record declared", this.encoder.hash(new Finding("a", 1, Level.HIGH), Finding.class));
		Identity identity = identity("");
		actual.put("replay key", identity.replayKey());
		actual.put("node id", identity.nodeId());
		actual.put("replay key in namespace", identity("team").replayKey());
		actual.put("node id in namespace", identity("team").nodeId());
		identity.components().forEach((name, hash) -> actual.put("component " + name, hash));
		StringBuilder lines = new StringBuilder();
		actual.forEach((name, hash) -> lines.append(name).append(" = ").append(hash).append('\n'));
		try (InputStream golden = getClass().getResourceAsStream("golden-vectors.txt")) {
			assertThat(golden).isNotNull();
			assertThat(lines.toString()).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
		}
	}

	@Test
	void nothingElseIsEqual() {
		Map<String, List<String>> byHash = new TreeMap<>();
		Vectors.hashes().forEach((name, hash) -> byHash.computeIfAbsent(hash, (key) -> new ArrayList<>()).add(name));
		assertThat(byHash.values().stream().filter((names) -> names.size() > 1)).containsExactlyInAnyOrder(
				List.of("double NaN", "double other NaN"),
				List.of("ArrayList", "LinkedList", "CopyOnWriteArrayList", "unmodifiable list", "sub list",
						"ArrayDeque"),
				List.of("set", "HashSet"), List.of("map", "HashMap"),
				List.of("ordered map", "unmodifiable ordered map"),
				List.of("class with a list", "class with a transient field"));
	}

	private Identity identity(String namespace) {
		StepDefinition step = new StepDefinition("draft", StepType.STOCHASTIC, null, true, false, "v1", null);
		return new StepIdentifier(this.encoder, namespace).identify(step, "c0de",
				new TreeMap<>(Map.of("resource classpath:a.st", "ab", "property app.tone", "unset")),
				List.of(new Input("question", "Why?", String.class), new Input("limit", 3, int.class)),
				List.of("b", "a", "b"), List.of("q", "p"));
	}

	enum Level {

		LOW, HIGH

	}

	record Finding(String file, int line, Level level) {

	}

	static class Plain {

		private final String name;

		private final long count;

		Plain(String name, long count) {
			this.name = name;
			this.count = count;
		}

		@Override
		public String toString() {
			return this.name + this.count;
		}

	}

}
