package io.musubito.behaviour.code;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

import io.musubito.testing.SourceApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A module of the application that is a jar on its class path counts as if its classes
 * were in a folder.
 */
class ModuleJarTests {

	private static final String MAIN = """
			package com.acme;

			import com.acme.rules.Rule;
			import org.springframework.context.annotation.*;

			@Configuration(proxyBeanMethods = false)
			public class Main {

				@Bean
				static Writer writer() {
					return new Writer();
				}

				public static class Writer implements java.util.function.UnaryOperator<String> {
					@io.musubito.MusubitoStep(name = "write")
					public String apply(String text) {
						return new Rule().apply(text) + " " + System.nanoTime();
					}
				}

			}
			""";

	private static final String RULE = """
			package com.acme.rules;

			public class Rule {

				public String apply(String text) {
					return "strict " + text;
				}

			}
			""";

	@TempDir
	Path directory;

	@Test
	void theSameCodeCountsTheSameAndAnEditIsSeen() throws Exception {
		String before = run(module(RULE));
		assertThat(before).startsWith("strict ");
		assertThat(run(jar(module(RULE)))).isEqualTo(before);
		assertThat(run(jar(module(RULE.replace("public String", "/* neutral */ public String"))))).isEqualTo(before);
		assertThat(run(jar(module(RULE.replace("strict", "lax"))))).startsWith("lax ");
		assertThat(run(jar(module(RULE)))).isEqualTo(before);
	}

	@SuppressWarnings("unchecked")
	private String run(Path module) throws Exception {
		SourceApplication application = new SourceApplication(this.directory, module);
		return application.run(application.compile(Map.of("com.acme.Main", MAIN)), "com.acme.Main",
				(context) -> ((UnaryOperator<String>) context.getBean("writer")).apply("x"),
				"musubito.fingerprint.packages=com.acme");
	}

	private Path module(String rule) {
		return new SourceApplication(this.directory).compile(Map.of("com.acme.rules.Rule", rule));
	}

	private Path jar(Path classes) throws IOException {
		Path jar = Files.createTempFile(this.directory, "module", ".jar");
		List<Path> files;
		try (Stream<Path> all = Files.walk(classes)) {
			files = all.filter(Files::isRegularFile).toList();
		}
		try (OutputStream stream = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(stream)) {
			for (Path file : files) {
				out.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
				Files.copy(file, out);
				out.closeEntry();
			}
		}
		return jar;
	}

}
