package io.musubito.state;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.musubito.step.StepRegistry;
import io.musubito.testing.SourceApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Functions in final fields that are made of constants and functions only: their code
 * counts, so that nothing needs to be said of them. What else may be in one is listed.
 */
@Tag("slow")
class ComparatorStateTests {

	private static final String SOURCE = """
			package com.acme;

			import io.musubito.MusubitoStep;
			import java.util.*;
			import java.util.function.*;
			import java.util.stream.*;
			import org.springframework.context.annotation.*;

			@Configuration(proxyBeanMethods = false)
			public class Main {

				static String tone = System.getProperty("user.dir");

				record Foo(String name, int rank) { }

				@Bean
				static Writer writer() {
					return new Writer("x");
				}

				public static class Writer implements UnaryOperator<String> {

					private String text;

					%s

					Writer(String text) {
						this.text = text;
					}

					@MusubitoStep(name = "write")
					public String apply(String text) {
						List<Foo> foos = new ArrayList<>(List.of(new Foo("b", 1), new Foo("a", 2)));
						Object used = FIELD.getClass().isHidden();
						return foos + " " + used + " " + System.nanoTime();
					}

					static int weight(Foo foo) {
						return foo.rank();
					}
				}
			}
			""";

	@TempDir
	Path directory;

	static Stream<String> counting() {
		return Stream.of(
				"static final Comparator<Foo> FIELD = Comparator.comparing(Foo::name).thenComparing(Foo::rank)",
				"static final Comparator<Foo> FIELD = Comparator.comparing((Foo foo) -> foo.name() + 1).reversed()",
				"static final Comparator<Foo> BY_NAME = Comparator.comparing(Foo::name); "
						+ "static final Comparator<Foo> FIELD = BY_NAME.thenComparingInt(Writer::weight)",
				"static final Comparator<String> FIELD = Comparator.nullsFirst(String.CASE_INSENSITIVE_ORDER)",
				"final Comparator<Foo> FIELD = Comparator.comparing(Foo::rank, Comparator.reverseOrder())",
				"final Comparator<Foo> FIELD = Comparator.comparing((Foo foo) -> foo.name() + this.text)",
				"static final Function<Foo, String> FIELD = ((Function<Foo, String>) Foo::name).andThen(String::strip)",
				"static final Predicate<String> FIELD = Predicate.not(String::isBlank).and((text) -> text.length() > 1)",
				"static final Function<Foo, String> OTHER = Foo::name, FIELD = Foo::toString",
				"static final Predicate<String> FIELD = java.util.regex.Pattern.compile(\"a+\").asPredicate()",
				"static final Collector<Foo, ?, Map<String, List<Foo>>> FIELD = Collectors.groupingBy(Foo::name)");
	}

	@ParameterizedTest
	@MethodSource("counting")
	void countsByItsCode(String field) throws Exception {
		assertThat(listed(field)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"static final Comparator<Foo> FIELD = (tone == null) ? Comparator.comparing(Foo::name) : "
					+ "Comparator.comparing(Foo::rank)",
			"static final Comparator<Foo> FIELD = comparator(); static Comparator<Foo> comparator() { return "
					+ "Comparator.comparing(Foo::rank); }",
			"static Comparator<Foo> FIELD = Comparator.comparing(Foo::rank)",
			"final Comparator<Foo> FIELD; { String local = tone; FIELD = Comparator.comparing((foo) -> local); }",
			"static final Supplier<String> START = () -> tone; static final Predicate<String> FIELD = "
					+ "Predicate.isEqual(START.get())" })
	void isListedWhenThereMayBeMoreToIt(String field) throws Exception {
		assertThat(listed(field)).contains("com.acme.Main$Writer.FIELD");
	}

	@ParameterizedTest
	@CsvSource({ "static final, tone, Main.tone", "final, this.text, Main$Writer.text" })
	void whatItsBodiesReadCounts(String modifiers, String read, String component) throws Exception {
		String field = modifiers + " Comparator<Foo> FIELD = Comparator.comparing((Foo foo) -> foo.name() + " + read
				+ ").reversed()";
		assertThat(listed(field)).isEmpty();
		Map<String, String> components = run(field,
				(context) -> context.getBean(StepRegistry.class).components("write"));
		assertThat(components).containsKey("state com.acme." + component);
	}

	@ParameterizedTest
	@CsvSource({ "static final, name, rank", "final, name, rank" })
	void anEditOfItCounts(String modifiers, String before, String after) throws Exception {
		String field = modifiers + " Comparator<Foo> FIELD = Comparator.comparing(Foo::name).reversed()";
		String first = answer(field);
		assertThat(answer(field)).isEqualTo(first);
		assertThat(answer(field.replace("Foo::" + before, "Foo::" + after))).isNotEqualTo(first);
		assertThat(answer(field.replace(".reversed()", ""))).isNotEqualTo(first);
		assertThat(answer(field)).isEqualTo(first);
	}

	@SuppressWarnings("unchecked")
	private String listed(String field) throws Exception {
		return run(field, (context) -> {
			((UnaryOperator<String>) context.getBean("writer")).apply("x");
			return String.join(", ", context.getBean(StepRegistry.class).boundary("write").state());
		});
	}

	@SuppressWarnings("unchecked")
	private String answer(String field) throws Exception {
		return run(field, (context) -> ((UnaryOperator<String>) context.getBean("writer")).apply("x"));
	}

	private <T> T run(String field, SourceApplication.Work<T> work) throws Exception {
		SourceApplication application = new SourceApplication(this.directory);
		String source = SOURCE.formatted(field + ";");
		return application.run(application.compile(Map.of("com.acme.Main", source)), "com.acme.Main", work,
				"musubito.fingerprint.packages=com.acme");
	}

}
