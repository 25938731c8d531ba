package io.musubito.state;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.tools.ToolProvider;

import io.musubito.Change;
import io.musubito.Musubito;
import io.musubito.MusubitoLineage;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The code of objects that come with arguments.
 */
@Tag("slow")
class ArgumentCodeTests {

	private static final String APPLICATION = """
			package com.acme;

			import io.musubito.*;
			import java.util.*;
			import org.springframework.context.annotation.*;

			@Configuration(proxyBeanMethods = false)
			public class Application {

				public static int executions;

				@Bean
				Writer writer() {
					return new Writer();
				}

				public interface Rule {
					String apply(String text);
				}

				public static class Writer {
					@MusubitoStep(name = "one")
					public String one(Rule rule) {
						executions++;
						return rule.apply("x");
					}

					@MusubitoStep(name = "several")
					public String several(Map<String, Object> rules) {
						executions++;
						return ((Rule) ((List<?>) rules.get("rules")).get(0)).apply("x");
					}

					@MusubitoStep(name = "named")
					public String named(Class<?> type) throws Exception {
						executions++;
						return type.getDeclaredConstructors()[0].getParameters().length + "";
					}
				}

				public static class Outside {
					public static String call(Writer writer, String kind) throws Exception {
						Rule rule = (Rule) Class.forName("com.acme.Strict").getConstructor().newInstance();
						return switch (kind) {
							case "one" -> writer.one(rule);
							case "several" -> writer.several(Map.of("rules", List.of(rule)));
							default -> writer.named(rule.getClass());
						};
					}
				}

			}
			""";

	private static final String STRICT = """
			package com.acme;

			public class Strict implements Application.Rule {

				private final int level = 1;

				public String apply(String text) {
					return "strict " + text;
				}

			}
			""";

	@TempDir
	Path directory;

	@Test
	void ofAStrategy() throws Exception {
		assertCounts("one", "strict ", "lax ");
	}

	@Test
	void ofAnElementOfAListInAMap() throws Exception {
		assertCounts("several", "strict ", "lax ");
	}

	@Test
	void ofAClassThatIsPassed() throws Exception {
		assertCounts("named", "private final int level = 1;",
				"private final int level = 1; public Strict() { }" + " int other() { return 2; }");
	}

	private void assertCounts(String kind, String before, String after) throws Exception {
		assertThat(run(STRICT, kind).executed()).isTrue();
		assertThat(run(STRICT, kind).executed()).isFalse();
		assertThat(run(STRICT.replace("public String", "/* apply */ public String"), kind).executed()).isFalse();
		Outcome changed = run(STRICT.replace(before, after), kind);
		assertThat(changed.executed()).isTrue();
		assertThat(changed.changes()).contains("code com.acme.Strict");
	}

	private Outcome run(String strict, String kind) throws Exception {
		Path classes = compile(strict);
		try (URLClassLoader loader = new URLClassLoader(new URL[] { classes.toUri().toURL() },
				getClass().getClassLoader())) {
			Class<?> application = loader.loadClass("com.acme.Application");
			try (ConfigurableApplicationContext context = Engine.in(this.directory)
				.start(application, "musubito.fingerprint.packages=com.acme")) {
				Object writer = context.getBean("writer");
				Object result = loader.loadClass("com.acme.Application$Outside")
					.getMethod("call", loader.loadClass("com.acme.Application$Writer"), String.class)
					.invoke(null, writer, kind);
				String nodeId = context.getBean(Musubito.class).resultOf(result).nodeId();
				return new Outcome(application.getField("executions").getInt(null) == 1,
						context.getBean(MusubitoLineage.class)
							.explain(nodeId)
							.changes()
							.stream()
							.map(Change::component)
							.toList());
			}
		}
	}

	private Path compile(String strict) throws IOException {
		Path folder = Files.createTempDirectory(this.directory, "application");
		Path application = folder.resolve("Application.java");
		Path rule = folder.resolve("Strict.java");
		Files.writeString(application, APPLICATION);
		Files.writeString(rule, strict);
		List<String> arguments = List.of("-parameters", "-proc:none", "-classpath",
				System.getProperty("java.class.path"), "-d", folder.toString(), application.toString(),
				rule.toString());
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0])))
			.isZero();
		return folder;
	}

	private record Outcome(boolean executed, List<String> changes) {

	}

}
