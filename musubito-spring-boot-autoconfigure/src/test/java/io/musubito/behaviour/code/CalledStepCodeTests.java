package io.musubito.behaviour.code;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.musubito.testing.SourceApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The code of an argument that a step passes to another one.
 */
class CalledStepCodeTests {

	private static final String CALLING = """
			package com.acme;

			import io.musubito.MusubitoStep;
			import org.springframework.context.annotation.*;

			@Configuration(proxyBeanMethods = false)
			public class Main {

				@Bean
				Inner inner() {
					return new Inner();
				}

				@Bean
				Outer writer(Inner inner) {
					return new Outer(inner);
				}

				public interface Rule {
					String apply(String text);
				}

				public static class Inner {
					@MusubitoStep(name = "inner")
					public String write(Rule rule, String text) {
						return rule.apply(text) + " " + System.nanoTime();
					}
				}

				public static class Outer implements java.util.function.UnaryOperator<String> {
					private final Inner inner;

					Outer(Inner inner) {
						this.inner = inner;
					}

					@MusubitoStep(name = "outer")
					public String apply(String text) {
						%s
					}
				}

			}
			""";

	private static final String STRICT = """
			package com.acme;

			public class Strict implements Main.Rule {

				public String apply(String text) {
					return "strict " + text;
				}

				public String unrelated() {
					return "unrelated";
				}

			}
			""";

	@TempDir
	Path directory;

	@Test
	void ofAnArgumentOfAStepThatAStepCalls() throws Exception {
		assertCounts(CALLING.formatted("""
				try {
					Class<?> type = Class.forName("com.acme." + text);
					return this.inner.write((Rule) type.getConstructor().newInstance(), "x");
				}
				catch (ReflectiveOperationException ex) {
					throw new IllegalStateException(ex);
				}
				"""));
	}

	private void assertCounts(String main) throws Exception {
		SourceApplication application = new SourceApplication(this.directory);
		Map<String, String> sources = new LinkedHashMap<>(Map.of("com.acme.Main", main, "com.acme.Strict", STRICT));
		String before = run(application, sources);
		assertThat(run(application, sources)).isEqualTo(before).startsWith("strict ");
		sources.put("com.acme.Strict", STRICT.replace("\"strict \"", "\"lax \""));
		assertThat(run(application, sources)).startsWith("lax ");
	}

	@SuppressWarnings("unchecked")
	private static String run(SourceApplication application, Map<String, String> sources) throws Exception {
		return application.run(application.compile(sources), "com.acme.Main",
				(context) -> ((UnaryOperator<String>) context.getBean("writer")).apply("Strict"),
				"musubito.fingerprint.packages=com.acme");
	}

}
