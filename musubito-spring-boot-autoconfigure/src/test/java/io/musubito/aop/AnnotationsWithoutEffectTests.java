package io.musubito.aop;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.musubito.StepDefinitionException;
import io.musubito.testing.SourceApplication;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Where an annotation looks as if it had an effect and has none, the start says so.
 */
@Tag("slow")
@ExtendWith(OutputCaptureExtension.class)
class AnnotationsWithoutEffectTests {

	private static final String MAIN = """
			package com.acme;

			import io.musubito.*;
			import java.util.*;
			import java.util.function.*;
			import org.springframework.beans.factory.*;
			import org.springframework.beans.factory.annotation.*;
			import org.springframework.context.*;
			import org.springframework.context.annotation.*;
			import org.springframework.stereotype.*;

			@Configuration(proxyBeanMethods = false)
			public class Main {

				%s

			}
			""";

	private static final String WRITER = """
			@Bean static Writer writer() { return new Writer(); }
			static class Writer implements UnaryOperator<String> {
				%s
				public String apply(String text) {
					%s
				}
				@MusubitoStep
				String draft(String text) { return text + System.nanoTime(); }
				%s
			}
			""";

	@TempDir
	Path directory;

	private SourceApplication application;

	@BeforeEach
	void application() {
		this.application = new SourceApplication(this.directory);
	}

	static Stream<Arguments> selfCalls() {
		return Stream.of(Arguments.of("return this.draft(text);", "", "Writer#apply"),
				Arguments.of("Writer own = this; return own.draft(text);", "", "Writer#apply"),
				Arguments.of("Supplier<String> later = () -> draft(text); return later.get();", "", "Writer#apply"),
				Arguments.of("UnaryOperator<String> later = this::draft; return later.apply(text);", "",
						"Writer#apply"),
				Arguments.of("return List.of(text).stream().map(this::draft).toList().get(0);", "", "Writer#apply"),
				Arguments.of("return new Inner().get(text);",
						"class Inner { String get(String text) { return draft(text); } }", "Writer$Inner#get"),
				Arguments.of("return new Supplier<String>() { public String get() { return draft(text); } }.get();", "",
						"Writer$1#get"),
				Arguments.of("return all(text);",
						"private String all(String text) { return draft(text) + draft(text); }", "Writer#all"),
				Arguments.of("return text;", "@MusubitoStep String all(String text) { return draft(text); }",
						"Writer#all"));
	}

	@ParameterizedTest
	@MethodSource("selfCalls")
	void tellsOfACallOnTheOwnObject(String body, String members, String place, CapturedOutput output) throws Exception {
		start(WRITER.formatted("", body, members));
		assertThat(warnings(output)).singleElement()
			.asString()
			.contains("com.acme.Main$" + place + " calls com.acme.Main$Writer#draft on its own object")
			.contains("@MusubitoStep has no effect on this call")
			.contains("@Autowired @Lazy Writer self");
	}

	@Test
	void theRemedyWorks(CapturedOutput output) throws Exception {
		String source = WRITER.formatted("@Autowired @Lazy Writer self;", "return this.self.draft(text);", "");
		assertThat(start(source, AnnotationsWithoutEffectTests::call))
			.isEqualTo(start(source, AnnotationsWithoutEffectTests::call));
		assertThat(warnings(output)).isEmpty();
	}

	static Stream<Arguments> ofBases() {
		return Stream.of(
				Arguments.of("a template method",
						"""
								@Bean static One one() { return new One(); }
								abstract static class Base<T> { String run(T text) { return step(text); } abstract String step(T text); }
								static class One extends Base<String> { @MusubitoStep String step(String text) { return text; } }
								""",
						"Main$Base#run calls com.acme.Main$One#step"),
				Arguments.of("an inherited step", """
						@Bean static One one() { return new One(); }
						abstract static class Base { @MusubitoStep String step(String text) { return text; } }
						static class One extends Base { String run(String text) { return step(text); } }
						""", "Main$One#run calls com.acme.Main$Base#step"), Arguments.of("super", """
						@Bean static One one() { return new One(); }
						abstract static class Base { @MusubitoStep String step(String text) { return text; } }
						static class One extends Base { String run(String text) { return super.step(text); } }
						""", "Main$One#run calls com.acme.Main$Base#step"),
				Arguments.of("a default method",
						"""
								@Bean static One one() { return new One(); }
								interface Base { default String run(String text) { return step(text); } @MusubitoStep String step(String text); }
								static class One implements Base { public String step(String text) { return text; } }
								""",
						"Main$Base#run calls com.acme.Main$One#step"),
				Arguments.of("a pipeline", """
						@Bean static One one() { return new One(); }
						static class One { void all() { run(); } @MusubitoPipeline void run() { } }
						""", "Main$One#all calls com.acme.Main$One#run"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("ofBases")
	void tellsOfCallsThatSuperclassesAndInterfacesMake(String name, String members, String told, CapturedOutput output)
			throws Exception {
		start(members);
		assertThat(warnings(output)).singleElement().asString().contains(told);
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			@Bean static One one() { return new One(); }
			static class Base { @MusubitoStep String step(String text) { return text; } }
			static class One extends Base { @Override String step(String text) { return super.step(text); } }
			""", """
			@Bean static One one() { return new One(); }
			interface Base<T> { @MusubitoStep String step(T text); }
			static class One implements Base<String> { public String step(String text) { return text; } }
			""",
			"""
					@Bean static One one() { return new One(); }
					@Bean static Two two(One one) { return new Two(one); }
					static class One { @MusubitoStep String step(String text) { return text; } }
					static class Two extends One { One other; Two(One other) { this.other = other; } String run() { return this.other.step("x"); } }
					""",
			"""
					@Bean static One one() { return new One(); }
					static class One {
						@MusubitoStep String step(String text) { return text; }
						String step(int number) { return "" + number; }
						String run() { return step(1); }
						static String all(One one) { return one.step("x"); }
					}
					""" })
	void doesNotTellOfOtherCalls(String members, CapturedOutput output) throws Exception {
		start(members);
		assertThat(warnings(output)).isEmpty();
	}

	static Stream<Arguments> withoutBean() {
		return Stream.of(
				Arguments.of("@MusubitoStep",
						"static class Chain { @MusubitoStep String first(String text) { return text; } }"),
				Arguments.of("@MusubitoPipeline", "static class Chain { @MusubitoPipeline void first() { } }"),
				Arguments.of("@MusubitoStep",
						"record Chain(String text) { @MusubitoStep String first() { return this.text; } }"),
				Arguments.of("@MusubitoStep",
						"static class Chain { @MusubitoStep private static String first() { return \"\"; } }"),
				Arguments.of("@MusubitoStep",
						"""
								static class Chain { @Mine String first() { return ""; } }
								@MusubitoStep @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME) @interface Mine { }
								"""),
				Arguments.of("@MusubitoStep", """
						interface Chain { @MusubitoStep String first(); }
						static class One implements Chain { public String first() { return ""; } }
						"""), Arguments.of("@MusubitoStep", """
						static class Chain { @MusubitoStep String first() { return ""; } }
						@Bean Supplier<String> runner() { Chain chain = new Chain(); return () -> chain.first(); }
						"""));
	}

	@ParameterizedTest
	@MethodSource("withoutBean")
	void tellsOfAClassWithoutABean(String annotation, String members, CapturedOutput output) throws Exception {
		start(members);
		assertThat(warnings(output)).singleElement()
			.asString()
			.contains(annotation + " has no effect on com.acme.Main$Chain#first")
			.contains("no bean of this class")
			.contains("musubito." + (annotation.endsWith("Step") ? "step(" : "pipeline("));
	}

	@ParameterizedTest
	@ValueSource(strings = { "@Bean Chain chain() { return new Chain(); }",
			"@Bean @Lazy Chain chain() { return new Chain(); }",
			"@Bean @Scope(\"prototype\") Chain chain() { return new Chain(); }",
			"@Bean @Profile(\"other\") Chain chain() { return new Chain(); }",
			"@Bean @Profile(\"other\") Supplier<String> chain() { return new Chain(); }",
			"@Bean @Lazy Supplier<String> chain() { return new Chain(); }",
			"@Bean Sub chain() { return new Sub(); } static class Sub extends Chain { }",
			"@Profile(\"other\") static class Sub extends Chain { }", "@Component static class Sub extends Chain { }",
			"@Profile(\"other\") @Import(Chain.class) static class More { }",
			"@Bean static Chains chains() { return new Chains(); } static class Chains implements FactoryBean<Supplier<String>> { public Supplier<String> getObject() { return new Chain(); } public Class<?> getObjectType() { return Supplier.class; } }" })
	void doesNotTellOfWhatIsABeanOrMayBeOne(String members, CapturedOutput output) throws Exception {
		start("static class Chain implements Supplier<String> { public String get() { return first(); } "
				+ "@MusubitoStep String first() { return \"\"; } }" + members);
		assertThat(warnings(output)).noneMatch((line) -> line.contains("has no effect on com.acme"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "other", "[com.acme.Main$Elsewhere#unnamed]" })
	void startsWithPropertiesOfAStepOfAnotherProfile(String operation, CapturedOutput output) throws Exception {
		String members = """
				@Bean @Profile("other") Elsewhere elsewhere() { return new Elsewhere(); }
				static class Elsewhere {
					@MusubitoStep(name = "other") String step(String text) { return text; }
					@MusubitoStep String unnamed(String text) { return text; }
				}
				""";
		start(members, (context) -> "", "musubito.steps." + operation + ".ttl=1h");
		assertThat(output.getAll().lines().filter((line) -> line.contains("WARN"))).singleElement()
			.asString()
			.contains("'musubito.steps." + operation.replaceAll("[\\[\\]]", "") + "', which has no effect")
			.contains("there is no bean of it");
		assertThatExceptionOfType(StepDefinitionException.class)
			.isThrownBy(() -> start(members, (context) -> "", "musubito.steps.othr.ttl=1h"))
			.withMessageContaining("there is no such step");
	}

	private static String call(ConfigurableApplicationContext context) {
		@SuppressWarnings("unchecked")
		UnaryOperator<String> writer = (UnaryOperator<String>) context.getBean("writer");
		return writer.apply("x");
	}

	private static List<String> warnings(CapturedOutput output) {
		return output.getAll().lines().filter((line) -> line.contains("AnnotationsWithoutEffect ")).toList();
	}

	private void start(String members) throws Exception {
		start(members, (context) -> "");
	}

	private <T> T start(String members, SourceApplication.Work<T> work, String... properties) throws Exception {
		return this.application.run(this.application.compile(Map.of("com.acme.Main", MAIN.formatted(members))),
				"com.acme.Main", work,
				StringUtils.addStringToArray(properties, "musubito.fingerprint.packages=com.acme"));
	}

}
