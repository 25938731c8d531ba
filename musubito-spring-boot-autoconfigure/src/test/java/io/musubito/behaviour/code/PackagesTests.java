package io.musubito.behaviour.code;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.musubito.StepDefinitionException;
import io.musubito.testing.SourceApplication;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which packages belong to an application, told by which changes run its steps again.
 */
@Tag("slow")
class PackagesTests {

	private static final String WORDS = """
			package com.other.%1$s;

			@org.springframework.stereotype.Component("words")
			public class %2$s implements java.util.function.UnaryOperator<String> {
				public String apply(String text) {
					return "%2$s " + text;
				}
			}
			""";

	private static final String WRITER = """
			package %1$s;

			@org.springframework.stereotype.Component("writer")
			public class Writer implements java.util.function.UnaryOperator<String> {
				private final java.util.function.UnaryOperator<String> words;

				public Writer(@org.springframework.beans.factory.annotation.Qualifier("words")
						java.util.function.UnaryOperator<String> words) {
					this.words = words;
				}

				@io.musubito.MusubitoStep(name = "write")
				public String apply(String text) {
					return this.words.apply(text) + " " + System.nanoTime();
				}
			}
			""";

	private static final String MAIN = """
			package com.acme;

			import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
			import org.springframework.boot.context.properties.*;
			import org.springframework.context.annotation.*;

			@Configuration(proxyBeanMethods = false)
			@AutoConfigurationPackage
			%s
			public class Main {
				%s
			}
			""";

	@TempDir
	Path directory;

	private SourceApplication application;

	@BeforeEach
	void create() {
		this.application = new SourceApplication(this.directory);
	}

	@Test
	void scannedPackagesBelongToTheApplication() throws Exception {
		changeIsSeen("@ComponentScan(\"com.other\")");
		changeIsSeen("@ComponentScan(basePackages = { \"com.nothing\", \"com.other.words\" })");
		changeIsSeen("@ComponentScan(basePackages = \"com.nothing, ${scanned:com.other}\")");
		changeIsSeen("@ComponentScan(basePackageClasses = com.other.words.Words.class)");
		changeIsSeen("@ComponentScan @ComponentScan(\"com.other\")");
		changeIsSeen("@ComponentScans({ @ComponentScan, @ComponentScan(\"com.other\") })");
		changeIsSeen("@ComponentScan(\"com.*.words\")");
	}

	@Test
	void importedClassesBelongToTheApplication() throws Exception {
		changeIsSeen("@Import(com.other.words.Words.class)");
		changeIsSeen("@Import(com.other.words.Configured.class)", Map.of("com.other.words.Configured", """
				package com.other.words;

				import org.springframework.context.annotation.*;

				@Configuration(proxyBeanMethods = false)
				public class Configured {
					@Bean
					Words words() {
						return new Words();
					}
				}
				"""));
		changeIsSeen("@Import(com.third.Scanning.class)", Map.of("com.third.Scanning", """
				package com.third;

				import org.springframework.context.annotation.*;

				@Configuration(proxyBeanMethods = false)
				@ComponentScan("com.other.words")
				public class Scanning {
				}
				"""));
	}

	@Test
	void whatAnAnnotationOfALibraryImportsIsTheLibrarys() throws Exception {
		Map<String, String> sources = sources("@com.other.words.EnableWords", "");
		sources.put("com.other.words.EnableWords", """
				package com.other.words;

				import java.lang.annotation.*;

				@Retention(RetentionPolicy.RUNTIME)
				@org.springframework.context.annotation.Import(Words.class)
				public @interface EnableWords {
				}
				""");
		String before = run(sources);
		assertThat(run(changed(sources))).isEqualTo(before);
	}

	@Test
	void packagesThatAreScannedForOtherThingsBelongToTheApplication() throws Exception {
		String words = "@Bean com.other.words.Words words() { return new com.other.words.Words(); }";
		Map<String, String> sources = sources("@ConfigurationPropertiesScan(\"com.other\")", words);
		changeIsSeen(sources);
	}

	@Test
	void aStepInAScannedPackageIsAStep() throws Exception {
		Map<String, String> sources = new LinkedHashMap<>();
		sources.put("com.acme.Main", MAIN.formatted("@ComponentScan(\"com.other\")", ""));
		sources.put("com.other.words.Words", WORDS.formatted("words", "Words"));
		sources.put("com.other.steps.Writer", WRITER.formatted("com.other.steps"));
		changeIsSeen(sources);
	}

	@Test
	void whatABeanMethodReturnsDoesNotMakeItsPackageTheApplications() throws Exception {
		Map<String, String> sources = sources("",
				"@Bean com.other.words.Words words() { return new com.other.words.Words(); }");
		String before = run(sources);
		assertThat(run(changed(sources))).isEqualTo(before);
		assertThat(run(changed(sources), "musubito.fingerprint.packages=com.acme,com.other")).isNotEqualTo(before);
	}

	@Test
	void aStepOutsideIsRefusedWithARemedyThatWorks() throws Exception {
		Map<String, String> sources = new LinkedHashMap<>();
		sources.put("com.acme.Main", MAIN.formatted("", """
				@Bean com.other.words.Words words() { return new com.other.words.Words(); }
				@Bean com.other.steps.Writer writer(com.other.words.Words words) {
					return new com.other.steps.Writer(words);
				}"""));
		sources.put("com.other.words.Words", WORDS.formatted("words", "Words"));
		sources.put("com.other.steps.Writer", WRITER.formatted("com.other.steps"));
		assertThatExceptionOfType(StepDefinitionException.class).isThrownBy(() -> run(sources))
			.withMessageContaining("Step 'write'")
			.withMessageContaining("com.other.steps.Writer is outside of the packages of the application (com.acme)")
			.withMessageContaining("musubito.fingerprint.packages=com.acme,com.other.steps.");
		assertThat(run(sources, "musubito.fingerprint.packages=com.acme,com.other.steps")).startsWith("Words");
		assertThat(run(sources, "musubito.fingerprint.code=none")).startsWith("Words");
	}

	@Test
	void aStepThatIsInheritedFromOutsideIsRefusedWithARemedyThatWorks() throws Exception {
		Map<String, String> sources = new LinkedHashMap<>();
		sources.put("com.acme.Main", MAIN.formatted("@ComponentScan", ""));
		sources.put("com.acme.Words", WORDS.replace("com.other.%1$s", "com.acme").formatted("", "Words"));
		sources.put("com.acme.Author", """
				package com.acme;

				@org.springframework.stereotype.Component("writer")
				public class Author extends com.other.steps.Writer {
					public Author(Words words) {
						super(words);
					}
				}
				""");
		sources.put("com.other.steps.Writer", WRITER.formatted("com.other.steps"));
		assertThatExceptionOfType(StepDefinitionException.class).isThrownBy(() -> run(sources))
			.withMessageContaining("com.other.steps.Writer is outside")
			.withMessageContaining("musubito.fingerprint.packages=com.acme,com.other.steps.");
		assertThat(run(sources, "musubito.fingerprint.packages=com.acme,com.other.steps")).startsWith("Words");
	}

	@Test
	void anApplicationWithoutAPackageHasItsOwnClasses() throws Exception {
		Map<String, String> sources = new LinkedHashMap<>();
		sources.put("Main", MAIN.replace("package com.acme;", "").formatted("", """
				@Bean Words words() { return new Words(); }
				@Bean Writer writer(Words words) { return new Writer(words); }"""));
		sources.put("Words", WORDS.replace("package com.other.%1$s;", "").formatted("", "Words"));
		sources.put("Writer", WRITER.replace("package %1$s;", ""));
		Path classes = this.application.compile(sources);
		String before = this.application.run(classes, "Main", PackagesTests::call);
		assertThat(this.application.run(classes, "Main", PackagesTests::call)).isEqualTo(before);
		sources.replace("Words", sources.get("Words").replace("\"Words \"", "\"Other words \""));
		assertThat(this.application.run(this.application.compile(sources), "Main", PackagesTests::call))
			.startsWith("Other words");
	}

	private void changeIsSeen(String annotation) throws Exception {
		changeIsSeen(annotation, Map.of());
	}

	private void changeIsSeen(String annotation, Map<String, String> more) throws Exception {
		Map<String, String> sources = sources(annotation, "");
		sources.putAll(more);
		changeIsSeen(sources);
	}

	private void changeIsSeen(Map<String, String> sources) throws Exception {
		String before = run(sources);
		assertThat(run(sources)).as("nothing changed").isEqualTo(before);
		assertThat(run(changed(sources))).startsWith("Other words");
	}

	private static Map<String, String> sources(String annotation, String body) {
		Map<String, String> sources = new LinkedHashMap<>();
		sources.put("com.acme.Main", MAIN.formatted(annotation, """
				@Bean com.acme.Writer writer(java.util.function.UnaryOperator<String> words) {
					return new com.acme.Writer(words);
				}
				""" + body));
		sources.put("com.acme.Writer", WRITER.formatted("com.acme"));
		sources.put("com.other.words.Words", WORDS.formatted("words", "Words"));
		return sources;
	}

	private static Map<String, String> changed(Map<String, String> sources) {
		Map<String, String> changed = new LinkedHashMap<>(sources);
		changed.replace("com.other.words.Words",
				sources.get("com.other.words.Words").replace("\"Words \"", "\"Other words \""));
		return changed;
	}

	private String run(Map<String, String> sources, String... properties) throws Exception {
		return this.application.run(this.application.compile(sources), "com.acme.Main", PackagesTests::call,
				properties);
	}

	@SuppressWarnings("unchecked")
	private static String call(org.springframework.context.ApplicationContext context) {
		return ((UnaryOperator<String>) context.getBean("writer")).apply("a");
	}

}
