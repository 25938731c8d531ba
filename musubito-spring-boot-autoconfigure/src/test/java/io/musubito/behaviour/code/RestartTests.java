package io.musubito.behaviour.code;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.tools.ToolProvider;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many fingerprints an application that is started again takes over from the start
 * before.
 */
@Tag("slow")
@ExtendWith(OutputCaptureExtension.class)
class RestartTests {

	private static final Pattern LINE = Pattern
		.compile("Read the code of 3 steps, \\d+ methods and classes, in \\d+ ms; that of (\\d+) steps is as at");

	private static final String APPLICATION = """
			package com.acme;

			import io.musubito.*;
			import org.springframework.context.annotation.*;

			@Configuration(proxyBeanMethods = false)
			public class Application {

				@Bean
				static Reader reader(Rule rule) {
					return new Reader(rule);
				}

				@Bean
				static Writer writer() {
					return new Writer();
				}

				@Bean
				static Rule rule() {
					return new Polite();
				}

				public interface Rule {
					String apply(String text);
				}

				public static class Polite implements Rule {
					public String apply(String text) {
						return "please " + text;
					}
				}

				public static class Strict implements Rule {
					public String apply(String text) {
						return "now " + text;
					}
				}

				public static class Reader {
					private final Rule rule;

					Reader(Rule rule) {
						this.rule = rule;
					}

					@MusubitoStep(name = "read")
					public String read(String text) {
						return this.rule.apply(text);
					}
				}

				public static class Writer {
					@MusubitoStep(name = "draft")
					public String draft(String text) {
						return "draft of " + text;
					}

					@MusubitoStep(name = "edit")
					public String edit(String text) {
						return Words.join(text);
					}
				}

				public static class Words {
					static String join(String text) {
						return text + ".";
					}
				}

			}
			""";

	@TempDir
	Path directory;

	@BeforeEach
	void logInfo() {
		logger().setLevel(Level.DEBUG);
	}

	@AfterEach
	void logAsBefore() {
		logger().setLevel(null);
	}

	private static Logger logger() {
		return (Logger) LoggerFactory.getLogger("io.musubito.aop.StepMethods");
	}

	@Test
	void allFingerprintsAreTakenOverWhenNothingChanged(CapturedOutput output) throws Exception {
		assertThat(start(APPLICATION, output)).isZero();
		assertThat(start(APPLICATION, output)).isEqualTo(3);
		assertThat(start(APPLICATION, output)).isEqualTo(3);
	}

	@Test
	void onlyWhatReachesAChangedClassIsComputed(CapturedOutput output) throws Exception {
		start(APPLICATION, output);
		String changed = APPLICATION.replace("text + \".\"", "text + \"!\"");
		assertThat(start(changed, output)).isEqualTo(2);
		assertThat(start(changed, output)).isEqualTo(3);
	}

	@Test
	void onlyWhatReceivesAnotherBeanIsComputed(CapturedOutput output) throws Exception {
		String twoRules = APPLICATION.replace("public class Application {",
				"public class Application {\n@Bean @Profile(\"strict\") static Rule strictRule() { return new Strict(); }\n"
						+ "@Bean static Reader reader(java.util.List<Rule> rules) { return new Reader(rules.get(0)); }")
			.replace("@Bean\n\tstatic Reader reader(Rule rule) {\n\t\treturn new Reader(rule);\n\t}", "");
		start(twoRules, output);
		assertThat(start(twoRules, output, "spring.profiles.active=strict")).isEqualTo(2);
		assertThat(start(twoRules, output)).isEqualTo(2);
	}

	@Test
	void damagedAndMissingRowsAreComputed(CapturedOutput output) throws Exception {
		start(APPLICATION, output);
		execute("UPDATE musubito_fingerprint SET content = x'00' || substr(content, 2)");
		assertThat(start(APPLICATION, output)).isZero();
		execute("DELETE FROM musubito_fingerprint");
		assertThat(start(APPLICATION, output)).isZero();
		assertThat(start(APPLICATION, output)).isEqualTo(3);
	}

	@Test
	void aTableThatCantBeReadStopsNothing(CapturedOutput output) throws Exception {
		start(APPLICATION, output);
		execute("DROP TABLE musubito_fingerprint");
		assertThat(start(APPLICATION, output)).isZero();
		assertThat(output).contains("The fingerprints of the last start can't be read")
			.contains("The fingerprints can't be stored");
	}

	@Test
	void nothingIsRememberedWithoutFingerprints(CapturedOutput output) throws Exception {
		start(APPLICATION, output);
		run(APPLICATION, "musubito.fingerprint.code=none");
		assertThat(start(APPLICATION, output)).isEqualTo(3);
		assertThat(start(APPLICATION, output, "musubito.fingerprint.code=method")).isZero();
		assertThat(start(APPLICATION, output)).isZero();
	}

	private int start(String source, CapturedOutput output, String... properties) throws Exception {
		int before = output.length();
		run(source, properties);
		Matcher line = LINE.matcher(output.subSequence(before, output.length()));
		assertThat(line.find()).isTrue();
		return Integer.parseInt(line.group(1));
	}

	private void run(String source, String... properties) throws Exception {
		Path classes = compile(source);
		try (URLClassLoader loader = new URLClassLoader(new URL[] { classes.toUri().toURL() },
				getClass().getClassLoader());
				ConfigurableApplicationContext context = Engine.in(this.directory)
					.start(loader.loadClass("com.acme.Application"), properties)) {
			assertThat(context.isActive()).isTrue();
		}
	}

	private void execute(String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + Engine.in(this.directory).store());
				Statement statement = connection.createStatement()) {
			statement.executeUpdate(sql);
		}
	}

	private Path compile(String source) throws IOException {
		Path folder = Files.createTempDirectory(this.directory, "application");
		Path file = folder.resolve("Application.java");
		Files.writeString(file, source);
		List<String> arguments = List.of("-parameters", "-proc:none", "-classpath",
				System.getProperty("java.class.path"), "-d", folder.toString(), file.toString());
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0])))
			.isZero();
		return folder;
	}

}
