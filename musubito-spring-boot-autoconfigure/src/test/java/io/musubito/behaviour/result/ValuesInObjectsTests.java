package io.musubito.behaviour.result;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.musubito.MusubitoException;
import io.musubito.MusubitoStep;
import io.musubito.testing.Engine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a result holds at a place of type {@code Object} comes back as what it was, or the
 * result is not replayed.
 */
@Tag("slow")
class ValuesInObjectsTests {

	private static @Nullable Object value;

	@TempDir
	Path directory;

	@ParameterizedTest
	@MethodSource("values")
	void comesBackAsItWasOrIsNotReplayed(Object inside) {
		value = inside;
		Map<String, Object> first;
		Map<String, Object> second;
		Holder third;
		Holder fourth;
		try (ConfigurableApplicationContext context = Engine.in(this.directory).start(Application.class)) {
			Steps steps = context.getBean(Steps.class);
			first = call(() -> steps.map("a"));
			third = call(() -> steps.holder("a"));
		}
		try (ConfigurableApplicationContext context = Engine.in(this.directory).start(Application.class)) {
			Steps steps = context.getBean(Steps.class);
			second = call(() -> steps.map("a"));
			fourth = call(() -> steps.holder("a"));
		}
		if (first != null && second != null) {
			assertThat(describe(second)).isEqualTo(describe(first));
		}
		if (third != null && fourth != null) {
			assertThat(describe(fourth.content())).isEqualTo(describe(third.content()));
		}
		assertThat(first == null).isEqualTo(second == null);
	}

	private static <T> @Nullable T call(Supplier<T> step) {
		try {
			return step.get();
		}
		catch (MusubitoException ex) {
			assertThat(ex).hasMessageContaining("step '").hasMessageContaining("Return a record");
			return null;
		}
	}

	/**
	 * A value with the classes of all that is in it; of containers only what they hold.
	 */
	private static String describe(@Nullable Object object) {
		if (object instanceof Map<?, ?> map) {
			StringBuilder text = new StringBuilder("map");
			map.forEach((key, element) -> text.append(describe(key)).append('=').append(describe(element)));
			return text.toString();
		}
		if (object instanceof List<?> list) {
			return "list " + list.stream().map(ValuesInObjectsTests::describe).toList();
		}
		if (object instanceof Object[] array) {
			return array.getClass() + " " + Arrays.stream(array).map(ValuesInObjectsTests::describe).toList();
		}
		if (object instanceof byte[] bytes) {
			return "bytes " + Arrays.toString(bytes);
		}
		return (object != null) ? object.getClass().getName() + " " + object : "null";
	}

	static Stream<Object> values() {
		Map<String, Object> nested = new LinkedHashMap<>();
		nested.put("price", new BigDecimal("1.10"));
		nested.put("none", null);
		return Stream.of(1, 1L, (short) 1, (byte) 1, 1.5, 1.5f, 'c', true, new BigDecimal("1.10"), new BigDecimal("1"),
				new BigDecimal("12345678901234567890.12"), BigInteger.ONE, new BigInteger("12345678901234567890"),
				Long.MAX_VALUE, Double.NaN, -0.0, Instant.EPOCH, LocalDate.EPOCH, Duration.ofSeconds(90),
				Optional.of("a"), Set.of("a"), List.of(1L), List.of(new BigDecimal("2.50")), new byte[] { 1, 2 },
				new int[] { 1, 2 }, new String[] { "a" }, Map.of(1, "a"), nested, UUID.fromString("1-2-3-4-5"),
				Locale.GERMANY, Color.RED, new Point(1, 2), new Plain("a"), new ArrayList<>(List.of(1.0f)),
				URI.create("http://localhost"));
	}

	enum Color {

		RED

	}

	record Point(int x, long y) {

	}

	static class Plain {

		private final String text;

		Plain(String text) {
			this.text = text;
		}

		@Override
		public String toString() {
			return "plain " + this.text;
		}

	}

	record Holder(Object content) {

	}

	static class Steps {

		@MusubitoStep(name = "map")
		Map<String, Object> map(String text) {
			Map<String, Object> map = new LinkedHashMap<>();
			map.put(text, value);
			return map;
		}

		@MusubitoStep(name = "holder")
		Holder holder(String text) {
			return new Holder(value);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Steps steps() {
			return new Steps();
		}

	}

}
