package io.musubito.behaviour.result;

import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import io.musubito.MusubitoStep;
import io.musubito.testing.Engine;
import io.musubito.value.CanonicalEncoder;

import org.springframework.ai.document.Document;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.util.ReflectionUtils;

/**
 * Steps of all kinds of results. Prints what they return and how many were executed.
 */
public final class ResultTypes {

	static final int COUNT = 15;

	private ResultTypes() {
	}

	/**
	 * Calls every step, in a process of its own.
	 * @param args the folder of the store
	 */
	public static void main(String[] args) {
		call(Path.of(args[0])).forEach(System.out::println);
	}

	static List<String> call(Path directory) {
		try (ConfigurableApplicationContext context = Engine.in(directory).start(Application.class)) {
			Results results = context.getBean(Results.class);
			CanonicalEncoder encoder = context.getBean(CanonicalEncoder.class);
			List<String> lines = new ArrayList<>(Arrays.stream(Results.class.getDeclaredMethods())
				.filter((method) -> method.isAnnotationPresent(MusubitoStep.class))
				.sorted(Comparator.comparing(Method::getName))
				.peek(ReflectionUtils::makeAccessible)
				.map((method) -> method.getName() + " "
						+ encoder.hash(ReflectionUtils.invokeMethod(method, results), method.getGenericReturnType()))
				.toList());
			lines.add("executed " + results.executed());
			return lines;
		}
	}

	record Foo(String name, int size) {

	}

	record Bar(Optional<Foo> foo, BigDecimal price, double[] weights, Instant at) {

	}

	sealed interface Shape permits Circle, Square, Nothing {

	}

	record Circle(double size) implements Shape {

	}

	record Square(double size) implements Shape {

	}

	record Nothing() implements Shape {

	}

	enum Level {

		LOW, HIGH {
			@Override
			public String toString() {
				return "very high";
			}
		}

	}

	static class Results {

		private static final Instant AT = Instant.parse("2026-01-02T03:04:05.123456789Z");

		private final AtomicInteger executed = new AtomicInteger();

		int executed() {
			return this.executed.get();
		}

		private <T> T executed(T value) {
			this.executed.incrementAndGet();
			return value;
		}

		@MusubitoStep
		String nothing() {
			return executed(null);
		}

		@MusubitoStep
		void noResult() {
			this.executed.incrementAndGet();
		}

		@MusubitoStep
		Optional<Foo> present() {
			return executed(Optional.of(new Foo("a", 1)));
		}

		@MusubitoStep
		Optional<Foo> absent() {
			return executed(Optional.empty());
		}

		@MusubitoStep
		Foo ofRecord() {
			return executed(new Foo("ä\ud83d\ude00\u0000\"\\", Integer.MIN_VALUE));
		}

		@MusubitoStep
		Shape variant() {
			return executed(new Square(2));
		}

		@MusubitoStep
		List<Shape> variants() {
			return executed(List.of(new Circle(2), new Square(2), new Nothing()));
		}

		@MusubitoStep
		List<Foo> list() {
			return executed(List.of(new Foo("a", 1), new Foo("b", 2)));
		}

		@MusubitoStep
		Map<String, List<Bar>> map() {
			Map<String, List<Bar>> map = new LinkedHashMap<>();
			map.put("z", List.of(new Bar(Optional.empty(), new BigDecimal("1.0"), new double[] { -0.0, 1e300 }, AT)));
			map.put("a", List.of());
			map.put("", List.of(new Bar(Optional.of(new Foo("b", 2)), new BigDecimal("1E+3"), new double[0], AT)));
			return executed(map);
		}

		@MusubitoStep
		Level level() {
			return executed(Level.HIGH);
		}

		@MusubitoStep
		Map<DayOfWeek, Level> levels() {
			return executed(new EnumMap<>(Map.of(DayOfWeek.MONDAY, Level.HIGH, DayOfWeek.FRIDAY, Level.LOW)));
		}

		@MusubitoStep
		byte[] bytes() {
			return executed(new byte[] { 0, -1, 127, -128 });
		}

		@MusubitoStep
		Instant instant() {
			return executed(AT);
		}

		@MusubitoStep
		BigDecimal decimal() {
			return executed(new BigDecimal("-12345678901234567890.1234567890000"));
		}

		@MusubitoStep
		List<Document> documents() {
			return executed(List.of(Document.builder()
				.id("1")
				.text("text")
				.metadata(Map.of("page", 7, "score", 0.5, "title", "t", "draft", true))
				.score(0.25)
				.build()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Results.class)
	static class Application {

	}

}
