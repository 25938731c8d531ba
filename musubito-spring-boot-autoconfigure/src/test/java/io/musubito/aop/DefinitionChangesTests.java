package io.musubito.aop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.musubito.MusubitoStep;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DefinitionChanges} over restarts of an application.
 */
@ExtendWith(OutputCaptureExtension.class)
class DefinitionChangesTests {

	private static final String LINE = "Since the last start ";

	@TempDir
	Path directory;

	private Path prompt;

	@BeforeEach
	void logInfo() {
		logger().setLevel(Level.INFO);
	}

	@AfterEach
	void logAsBefore() {
		logger().setLevel(null);
	}

	private static Logger logger() {
		return (Logger) LoggerFactory.getLogger(StartReport.class);
	}

	@BeforeEach
	void writePrompt() throws IOException {
		this.prompt = Files.writeString(this.directory.resolve("draft.st"), "Write briefly.");
	}

	@Test
	void saysNothingAtTheFirstStartAndWhenNothingChanged(CapturedOutput output) {
		run();
		run();
		assertThat(output).doesNotContain(LINE);
	}

	@Test
	void namesWhatChangedAndHowManyNodesThatTouchesOnce(CapturedOutput output) throws IOException {
		run();
		Files.writeString(this.prompt, "Write at length.");
		run("musubito.steps.facts.version=v2");
		assertThat(output).containsOnlyOnce(LINE)
			.contains("INFO")
			.contains(LINE + "2 steps changed: draft (resource ${test.prompt}), facts (version (none) → v2). "
					+ "That touches 3 nodes recorded for them");
		run("musubito.steps.facts.version=v2");
		assertThat(output).containsOnlyOnce(LINE);
	}

	@Test
	void goingBackIsAChangeTooAndThenNoMore(CapturedOutput output) {
		run();
		run("musubito.steps.facts.version=v2");
		run();
		run();
		assertThat(output.getAll().split(LINE, -1)).as("twice").hasSize(3);
		assertThat(output).contains("1 step changed: facts (version (none) → v2). That touches 2 nodes recorded for it")
			.contains("1 step changed: facts (version v2 → (none)). That touches 4 nodes recorded for it");
	}

	@Test
	void countsWhatIsDownstreamToo(CapturedOutput output) {
		runChain();
		runChain("musubito.steps.facts.version=v2");
		assertThat(output).contains("1 step changed: facts (version (none) → v2). That touches 1 node recorded for it")
			.contains("Downstream 2 nodes may follow, as far as results differ");
	}

	private void runChain(String... properties) {
		List<String> all = new ArrayList<>(List.of("test.prompt=" + this.prompt.toUri()));
		all.addAll(List.of(properties));
		try (ConfigurableApplicationContext context = Engine.in(this.directory)
			.start(Application.class, all.toArray(String[]::new))) {
			Writer writer = context.getBean(Writer.class);
			writer.unchanged(writer.draft(writer.facts("a")));
		}
	}

	private void run(String... properties) {
		List<String> all = new ArrayList<>(List.of("test.prompt=" + this.prompt.toUri()));
		all.addAll(List.of(properties));
		try (ConfigurableApplicationContext context = Engine.in(this.directory)
			.start(Application.class, all.toArray(String[]::new))) {
			Writer writer = context.getBean(Writer.class);
			writer.facts("a");
			writer.facts("b");
			writer.draft("c");
		}
	}

	static class Writer {

		@MusubitoStep(name = "facts")
		String facts(String document) {
			return "facts of " + document;
		}

		@MusubitoStep(name = "draft", resources = "${test.prompt}")
		String draft(String facts) {
			return "draft from " + facts;
		}

		@MusubitoStep(name = "unchanged")
		String unchanged(String facts) {
			return facts;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Writer writer() {
			return new Writer();
		}

	}

}
