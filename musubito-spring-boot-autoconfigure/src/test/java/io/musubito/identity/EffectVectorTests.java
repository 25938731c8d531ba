package io.musubito.identity;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pins the keys of effects. A line of the file never changes and is never removed: each
 * of them stands for mails that would be sent a second time.
 */
class EffectVectorTests {

	@Test
	void keysAreThoseOfTheFile() throws IOException {
		StringBuilder lines = new StringBuilder("scheme = " + EffectKeys.SCHEME + "\n");
		values().forEach((name, value) -> lines.append(name + " = " + hash(value, Object.class) + "\n"));
		lines.append("record declared = " + hash(new Mail("a", 1, List.of("x")), Mail.class) + "\n");
		lines.append("enum declared = " + hash(Level.HIGH, Level.class) + "\n");
		EffectKeys keys = keys("v1", new EffectParameter("to", String.class, null, true),
				new EffectParameter("count", int.class, null, true));
		lines.append("key = "
				+ keys.key(keys.hashes(List.of(new Input("to", "ann", String.class), new Input("count", 3, int.class))))
				+ "\n");
		EffectKeys ofTeam = new EffectKeys("team", "send", "v1",
				List.of(new EffectParameter("to", String.class, null, true)), "", (type) -> false, new Forgetful());
		lines.append("key in namespace = " + ofTeam.key(ofTeam.hashes(List.of(new Input("to", "ann", String.class))))
				+ "\n");
		try (InputStream golden = getClass().getResourceAsStream("effect-vectors.txt")) {
			assertThat(golden).isNotNull();
			assertThat(lines.toString()).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
		}
	}

	private static String hash(@Nullable Object value, Class<?> type) {
		EffectKeys keys = keys("", new EffectParameter("value", type, null, true));
		return String.valueOf(keys.hashes(List.of(new Input("value", value, type))).get("value"));
	}

	private static EffectKeys keys(String version, EffectParameter... parameters) {
		return new EffectKeys("", "send", version, List.of(parameters), "",
				(type) -> type.getName().startsWith(EffectVectorTests.class.getName()), new Forgetful());
	}

	private static Map<String, Object> values() {
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("null", null);
		values.put("true", true);
		values.put("1", 1);
		values.put("-17000", -17000L);
		values.put("0", 0.0);
		values.put("1.5", new BigDecimal("1.50"));
		values.put("float 0.1", 0.1f);
		values.put("double 1e23", 1e23);
		values.put("double 4.9e-324", Double.MIN_VALUE);
		values.put("double 2.0e-3", 2.0e-3);
		values.put("double NaN", Double.NaN);
		values.put("empty text", "");
		values.put("text", "h\u00e9llo \uD83D\uDE00");
		values.put("unpaired surrogate", "a\uD83D");
		values.put("Instant", Instant.parse("2026-01-02T03:04:05.000000006Z"));
		values.put("Duration", Duration.ofMillis(90061));
		values.put("Period", Period.of(1, 2, 3));
		values.put("Year", Year.of(2026));
		values.put("YearMonth", YearMonth.of(2026, 1));
		values.put("MonthDay", MonthDay.of(1, 2));
		values.put("LocalDate", LocalDate.of(2026, 1, 2));
		values.put("LocalTime", LocalTime.of(3, 4));
		values.put("LocalDateTime", LocalDateTime.of(2026, 1, 2, 3, 4));
		values.put("OffsetTime", OffsetTime.of(3, 4, 0, 0, ZoneOffset.ofHours(2)));
		values.put("OffsetDateTime", OffsetDateTime.of(2026, 1, 2, 3, 4, 0, 0, ZoneOffset.ofHours(2)));
		values.put("ZonedDateTime", ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 0, ZoneId.of("Europe/Paris")));
		values.put("ZoneId", ZoneId.of("Europe/Paris"));
		values.put("UUID", new UUID(1, 2));
		values.put("URI", URI.create("https://example.org/a?b=c"));
		values.put("Locale", Locale.CANADA_FRENCH);
		values.put("Currency", Currency.getInstance("EUR"));
		values.put("Charset", StandardCharsets.UTF_8);
		values.put("bytes", new byte[] { 1, 2, 3 });
		values.put("list", List.of("ab", "c", 1));
		values.put("set", Set.of("a", "b", "c"));
		values.put("map", Map.of("a", 1, "b", List.of(2)));
		values.put("entry", Map.entry("a", 1));
		values.put("enum", Level.HIGH);
		values.put("record", new Mail("a", 1, List.of("x")));
		values.put("class", new Plain("a", 2));
		return values;
	}

	enum Level {

		LOW, HIGH

	}

	record Mail(String to, int count, List<String> lines) {

	}

	static class Plain {

		private final String name;

		private final long count;

		private transient @Nullable String shown;

		Plain(String name, long count) {
			this.name = name;
			this.count = count;
		}

		@Override
		public String toString() {
			if (this.shown == null) {
				this.shown = this.name + this.count;
			}
			return this.shown;
		}

	}

	/**
	 * Remembers nothing.
	 */
	private static final class Forgetful implements EffectNameMemory {

		@Override
		public Map<String, String> findEffectNames(String operation, String version) {
			return Map.of();
		}

		@Override
		public void rememberEffectNames(String operation, String version, Map<String, String> names) {
		}

	}

}
