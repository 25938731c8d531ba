package io.musubito.identity;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

import io.musubito.StepDefinition;
import io.musubito.StepType;
import io.musubito.value.CanonicalEncoder;
import io.musubito.value.Scheme;
import org.junit.jupiter.api.Test;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.document.Document;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pins the encoding. When a line of the file changes, every stored result of every user
 * is lost: then the scheme must change too, and say so.
 */
class GoldenVectorTests {

	private final CanonicalEncoder encoder = new CanonicalEncoder(
			(type) -> type.getName().startsWith(GoldenVectorTests.class.getName()));

	@Test
	void hashesAreThoseOfTheFile() throws IOException {
		Map<String, String> actual = new LinkedHashMap<>();
		actual.put("scheme", Scheme.NAME);
		values().forEach((name, value) -> actual.put(name, this.encoder.hash(value, Object.class)));
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

	private Identity identity(String namespace) {
		StepDefinition step = new StepDefinition("draft", StepType.STOCHASTIC, null, true, false, "v1", null);
		return new StepIdentifier(this.encoder, namespace).identify(step, "c0de",
				new TreeMap<>(Map.of("resource classpath:a.st", "ab", "property app.tone", "unset")),
				List.of(new Input("question", "Why?", String.class), new Input("limit", 3, int.class)),
				List.of("b", "a", "b"), List.of("q", "p"));
	}

	private Map<String, Object> values() {
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("null", null);
		values.put("true", true);
		values.put("int 1", 1);
		values.put("long 1", 1L);
		values.put("short -1", (short) -1);
		values.put("byte 1", (byte) 1);
		values.put("char a", 'a');
		values.put("float 1.5", 1.5f);
		values.put("double 1.5", 1.5);
		values.put("double -0.0", -0.0);
		values.put("double NaN", Double.NaN);
		values.put("BigInteger", BigInteger.TEN.pow(30));
		values.put("BigDecimal 1.50", new BigDecimal("1.50"));
		values.put("empty text", "");
		values.put("text", "h\u00e9llo \uD83D\uDE00");
		values.put("unpaired surrogate", "a\uD83D");
		values.put("Instant", Instant.parse("2026-01-02T03:04:05.000000006Z"));
		values.put("Duration", Duration.ofMillis(90061));
		values.put("Period", Period.of(1, 2, 3));
		values.put("Year", Year.of(2026));
		values.put("LocalDate", LocalDate.of(2026, 1, 2));
		values.put("LocalDateTime", LocalDateTime.of(2026, 1, 2, 3, 4));
		values.put("ZonedDateTime", ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 0, ZoneId.of("Europe/Paris")));
		values.put("OffsetDateTime", Instant.EPOCH.atOffset(java.time.ZoneOffset.ofHours(2)));
		values.put("Date", new java.util.Date(1));
		values.put("Locale", Locale.CANADA_FRENCH);
		values.put("Currency", Currency.getInstance("EUR"));
		values.put("UUID", new UUID(1, 2));
		values.put("URI", URI.create("https://example.org/a?b=c"));
		values.put("Charset", StandardCharsets.UTF_8);
		values.put("Pattern", Pattern.compile("a+", Pattern.CASE_INSENSITIVE));
		values.put("Class", String.class);
		values.put("enum", Level.HIGH);
		values.put("byte array", new byte[] { 1, 2, 3 });
		values.put("int array", new int[] { 1, 2, 3 });
		values.put("text array", new String[] { "a", "b" });
		values.put("list", List.of("ab", "c", 1));
		values.put("set", Set.of("a", "b", "c"));
		values.put("ordered set", new LinkedHashSet<>(List.of("c", "a")));
		values.put("map", Map.of("a", 1, "b", List.of(2)));
		values.put("sorted map", new TreeMap<>(Map.of("a", 1, "b", List.of(2))));
		values.put("entry", Map.entry("a", 1));
		values.put("optional", Optional.of("a"));
		values.put("empty optional", Optional.empty());
		values.put("record", new Finding("a", 1, Level.HIGH));
		values.put("application class", new Plain("a", 2));
		values.put("resource", new ByteArrayResource(new byte[] { 1, 2, 3 }));
		values.put("document", new Document("id", "text", Map.of("source", "a", "page", 1)));
		values.put("prompt",
				new Prompt(List.of(new SystemMessage("s"), new UserMessage("u"), new AssistantMessage("a")),
						ChatOptions.builder().model("m").temperature(0.5).build()));
		return values;
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
