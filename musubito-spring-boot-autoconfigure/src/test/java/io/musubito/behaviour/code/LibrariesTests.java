package io.musubito.behaviour.code;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.musubito.Musubito;
import io.musubito.MusubitoLineage;
import io.musubito.StepDefinitionException;
import io.musubito.testing.SourceApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Libraries that count because the configuration names them.
 */
@Tag("slow")
@ExtendWith(OutputCaptureExtension.class)
@Timeout(120)
class LibrariesTests {

	private static final String RULES = """
			package com.acme.rules;

			public class Rules {
				public static String apply(String text) {
					return "%s " + text;
				}
			}
			""";

	private static final String MAIN = """
			package app;

			import io.musubito.*;
			import java.util.function.UnaryOperator;
			import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
			import org.springframework.context.annotation.*;

			@Configuration(proxyBeanMethods = false)
			@AutoConfigurationPackage
			public class Main {
				@Bean Caller caller() { return new Caller(); }
				@Bean Other other() { return new Other(); }
				@Bean InTheCode inTheCode(Musubito musubito) { return new InTheCode(musubito); }

				public static class Caller implements UnaryOperator<String> {
					@MusubitoStep(name = "call")
					public String apply(String text) {
						return com.acme.rules.Rules.apply(text);
					}
				}

				public static class Other implements UnaryOperator<String> {
					@MusubitoStep(name = "other")
					public String apply(String text) {
						return text + System.nanoTime();
					}
				}

				public static class InTheCode implements UnaryOperator<String> {
					private final Musubito musubito;

					public InTheCode(Musubito musubito) {
						this.musubito = musubito;
					}

					public String apply(String text) {
						return this.musubito.step(StepSpec.of("body", StepType.DETERMINISTIC, String.class)
							.input("text", text), () -> com.acme.rules.Rules.apply(text)).value();
					}
				}
			}
			""";

	@TempDir
	Path directory;

	private Path main;

	@Test
	void aVersionOfALibraryThatIsNamedCounts() throws Exception {
		Path first = jar("rules-1.0.jar", "first", pom("1.0"), "");
		Path second = jar("rules-1.1.jar", "second", pom("1.1"), "");
		assertThat(run("caller", first)).isEqualTo("first a");
		assertThat(run("caller", second)).as("not named").isEqualTo("first a");
		for (String name : new String[] { "com.acme:*", "com.acme:rules", "com.acme", "*:rules", "com.a*:r*" }) {
			String property = "musubito.fingerprint.libraries=" + name;
			assertThat(run("caller", first, property)).isEqualTo("first a");
			assertThat(run("inTheCode", first, property)).isEqualTo("first a");
			assertThat(run("caller", second, property)).as(name).isEqualTo("second a");
			assertThat(run("inTheCode", second, property)).as(name).isEqualTo("second a");
		}
		String property = "musubito.fingerprint.libraries=com.acme:*";
		assertThat(run("other", second, property)).as("calls nothing of it").isEqualTo(run("other", first, property));
	}

	@Test
	void theReasonNamesTheLibrary() throws Exception {
		String property = "musubito.fingerprint.libraries=com.acme:*";
		run("caller", jar("rules-1.0.jar", "first", pom("1.0"), ""), property);
		String why = application(jar("rules-1.1.jar", "second", pom("1.1"), "")).run(compile(), "app.Main",
				(context) -> {
					String nodeId = context.getBean(Musubito.class).resultOf(call(context, "caller")).nodeId();
					return context.getBean(MusubitoLineage.class).explain(nodeId).changes().toString();
				}, property);
		assertThat(why).contains("library com.acme:rules", "1.0", "1.1");
	}

	@Test
	void aSnapshotCountsByItsContent() throws Exception {
		String property = "musubito.fingerprint.libraries=com.acme:rules";
		String snapshot = pom("1.0-SNAPSHOT");
		assertThat(run("caller", jar("rules.jar", "first", snapshot, "Build-Time: 1\n"), property))
			.isEqualTo("first a");
		assertThat(run("caller", jar("rules.jar", "second", snapshot, ""), property)).isEqualTo("second a");
		assertThat(run("other", jar("rules.jar", "first", snapshot, "Build-Time: 2\n"), property)).isNotNull();
	}

	@Test
	void aSnapshotThatIsBuiltAgainIsTheSame() throws Exception {
		String property = "musubito.fingerprint.libraries=com.acme:rules";
		String code = "first " + "\" + System.nanoTime() + \"";
		String before = run("caller", jar("rules.jar", code, pom("1.0-SNAPSHOT"), "Build-Time: 1\n"), property);
		assertThat(run("caller", jar("rules.jar", code, pom("1.0-SNAPSHOT") + "# built later", "Build-Time: 2\n"),
				property))
			.isEqualTo(before);
	}

	@Test
	void aLibraryWithoutCoordinatesIsFoundByItsNameAndItsPackages() throws Exception {
		String property = "musubito.fingerprint.libraries=com.acme:*";
		assertThat(run("caller", jar("rules-1.0.jar", "first", "", ""), property)).isEqualTo("first a");
		assertThat(run("caller", jar("rules-1.1.jar", "second", "", ""), property)).isEqualTo("second a");
		assertThat(run("caller", jar("rules.jar", "third", "", "Implementation-Version: 2.0\n"), property))
			.isEqualTo("third a");
		assertThat(run("caller", jar("rules.jar", "fourth", "", ""), property)).isEqualTo("fourth a");
	}

	@Test
	void aFolderOfAnotherModuleCountsByItsContent() throws Exception {
		String property = "musubito.fingerprint.libraries=com.acme:rules";
		Path first = folder("first");
		assertThat(run("caller", first, property)).isEqualTo("first a");
		assertThat(run("caller", folder("second"), property)).isEqualTo("second a");
	}

	@Test
	void aNameThatNoLibraryHasFailsTheStart() throws Exception {
		Path library = jar("rules-1.0.jar", "first", pom("1.0"), "");
		assertThatExceptionOfType(StepDefinitionException.class)
			.isThrownBy(() -> run("caller", library, "musubito.fingerprint.libraries=com.acme:rulez"))
			.withMessageContaining("'com.acme:rulez'")
			.withMessageContaining("group:artifact");
		assertThat(run("caller", library, "musubito.fingerprint.libraries=com.acme:rulez", "musubito.enabled=false"))
			.isEqualTo("first a");
	}

	@Test
	void anotherReleaseOfWhatTalksToModelsIsToldInOneLine(CapturedOutput output) throws Exception {
		Logger logger = (Logger) LoggerFactory.getLogger("io.musubito.aop.StartReport");
		logger.setLevel(Level.INFO);
		try {
			String result = run("other", jar("anthropic-java-2.0.0.jar", "first", "", ""));
			assertThat(output).doesNotContain("libraries that talk to models");
			assertThat(run("other", jar("anthropic-java-2.1.0.jar", "first", "", ""))).isEqualTo(result);
			run("other", jar("anthropic-java-2.1.0.jar", "first", "", ""));
		}
		finally {
			logger.setLevel(null);
		}
		assertThat(output).containsOnlyOnce("libraries that talk to models")
			.contains("anthropic-java 2.0.0 → 2.1.0")
			.contains("musubito.fingerprint.libraries");
	}

	private Path compile() throws IOException {
		if (this.main != null) {
			return this.main;
		}
		Path rules = new SourceApplication(this.directory)
			.compile(Map.of("com.acme.rules.Rules", RULES.formatted("any")));
		this.main = new SourceApplication(this.directory, rules).compile(Map.of("app.Main", MAIN));
		return this.main;
	}

	private SourceApplication application(Path library) {
		return new SourceApplication(this.directory, library);
	}

	private String run(String bean, Path library, String... properties) throws Exception {
		return application(library).run(compile(), "app.Main", (context) -> call(context, bean), properties);
	}

	@SuppressWarnings("unchecked")
	private static String call(ApplicationContext context, String bean) {
		return ((UnaryOperator<String>) context.getBean(bean)).apply("a");
	}

	private static String pom(String version) {
		return "groupId=com.acme\nartifactId=rules\nversion=" + version + "\n";
	}

	private Path folder(String code) throws IOException {
		Path target = Files.createDirectories(Files.createTempDirectory(this.directory, "m").resolve("rules/target"));
		Path classes = new SourceApplication(this.directory)
			.compile(Map.of("com.acme.rules.Rules", RULES.formatted(code)));
		return Files.move(classes, target.resolve("classes"));
	}

	private Path jar(String name, String code, String pom, String manifest) throws IOException {
		Path classes = new SourceApplication(this.directory)
			.compile(Map.of("com.acme.rules.Rules", RULES.formatted(code)));
		Path file = Files.createTempDirectory(this.directory, "jar").resolve(name);
		Map<String, byte[]> content = new LinkedHashMap<>();
		content.put("META-INF/MANIFEST.MF", ("Manifest-Version: 1.0\n" + manifest).getBytes(StandardCharsets.UTF_8));
		if (!pom.isEmpty()) {
			content.put("META-INF/maven/com.acme/rules/pom.properties", pom.getBytes(StandardCharsets.UTF_8));
		}
		try (Stream<Path> files = Files.walk(classes)) {
			for (Path path : files.filter(Files::isRegularFile).toList()) {
				content.put(classes.relativize(path).toString(), Files.readAllBytes(path));
			}
		}
		try (OutputStream stream = Files.newOutputStream(file); JarOutputStream jar = new JarOutputStream(stream)) {
			for (Map.Entry<String, byte[]> entry : content.entrySet()) {
				jar.putNextEntry(new JarEntry(entry.getKey()));
				jar.write(entry.getValue());
			}
		}
		return file;
	}

}
