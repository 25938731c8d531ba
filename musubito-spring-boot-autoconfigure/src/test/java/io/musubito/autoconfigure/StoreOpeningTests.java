package io.musubito.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.musubito.GraphQuery;
import io.musubito.Musubito;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.StepOutcome;
import io.musubito.StepSpec;
import io.musubito.StepType;
import io.musubito.StoreException;
import io.musubito.store.Store;
import io.musubito.testing.Engine;
import io.musubito.testing.JavaProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The store is opened for the first step, and not before.
 */
@Tag("process")
@Tag("slow")
@ExtendWith(OutputCaptureExtension.class)
class StoreOpeningTests {

	@TempDir
	Path directory;

	private Path nowhere;

	@BeforeEach
	void makeAPlaceWhereNoFolderCanBe() throws IOException {
		this.nowhere = Files.createFile(this.directory.resolve("file")).resolve("musubito.db");
	}

	@Test
	void withoutStepsNothingIsWrittenAndNothingIsFound(CapturedOutput output) throws IOException {
		try (ConfigurableApplicationContext context = Engine.in(this.directory).start(Nothing.class)) {
			assertThat(context.getBean(Store.class).lineage().summary().nodes()).isZero();
			assertThat(context.getBean(MusubitoLineage.class).graph(GraphQuery.all()).nodes()).isEmpty();
			assertThat(context.getBean(MusubitoRuns.class).recent(10)).isEmpty();
			assertThatExceptionOfType(StoreException.class)
				.isThrownBy(() -> context.getBean(MusubitoLineage.class).backup(this.directory.resolve("backup")))
				.withMessageContaining("there is none yet");
		}
		assertThat(Engine.in(this.directory).store().getParent()).doesNotExist();
		assertThat(output).doesNotContain("Musubito: ");
	}

	@Test
	void withoutStepsNoDatabaseIsPrepared(CapturedOutput output) {
		Logger logger = (Logger) LoggerFactory.getLogger("io.musubito.store.jdbc.LineageSchema");
		logger.setLevel(Level.DEBUG);
		try (ConfigurableApplicationContext context = Engine.in(this.directory).start(Nothing.class)) {
			assertThat(output).doesNotContain("LineageSchema");
			assertThat(context.getBean(MusubitoRuns.class).recent(10)).isEmpty();
			assertThat(output).as("for the question").contains("LineageSchema").doesNotContain("FlywayExecutor");
		}
		finally {
			logger.setLevel(null);
		}
	}

	@Test
	void withoutStepsItStartsWhereNothingCanBeWritten() {
		try (ConfigurableApplicationContext context = Engine.in(this.directory)
			.start(Nothing.class, "musubito.store.path=" + this.nowhere)) {
			assertThat(context.getBean(Store.class).lineage().summary().nodes()).isZero();
		}
	}

	@Test
	void whatAnEarlierStartLeftIsFoundWithoutSteps() {
		try (ConfigurableApplicationContext context = Engine.in(this.directory).start(Steps.class)) {
			context.getBean(Echo.class).echo("x");
		}
		try (ConfigurableApplicationContext context = Engine.in(this.directory).start(Nothing.class)) {
			assertThat(context.getBean(Store.class).lineage().summary().nodes()).isOne();
			assertThat(context.getBean(MusubitoLineage.class).graph(GraphQuery.all()).nodes()).hasSize(1);
		}
	}

	@Test
	void withAStepItDoesNotStartThere() {
		assertThatExceptionOfType(StoreException.class)
			.isThrownBy(() -> Engine.in(this.directory).start(Steps.class, "musubito.store.path=" + this.nowhere))
			.withMessageContaining(this.nowhere.toString())
			.withMessageContaining("set musubito.store.path to a place that the application may write to");
	}

	@Test
	void aStepInTheCodeIsRefusedThereBeforeItRunsAndRunsWhenItCanBeWritten() throws IOException {
		StepSpec<String> late = StepSpec.of("late", StepType.DETERMINISTIC, String.class);
		try (ConfigurableApplicationContext context = Engine.in(this.directory)
			.start(Nothing.class, "musubito.store.path=" + this.nowhere)) {
			Musubito musubito = context.getBean(Musubito.class);
			for (int i = 0; i < 2; i++) {
				assertThatExceptionOfType(StoreException.class).isThrownBy(() -> musubito.step(late, () -> {
					throw new IllegalStateException("It ran");
				})).withMessageContaining(this.nowhere.toString());
			}
			Files.delete(this.directory.resolve("file"));
			for (StepOutcome expected : List.of(StepOutcome.EXECUTED, StepOutcome.REPLAYED)) {
				assertThat(musubito.step(late, () -> "answer").outcome()).isEqualTo(expected);
			}
		}
		assertThat(this.nowhere).exists();
	}

	@Test
	void inMemoryItReplaysAndLeavesNothing() {
		for (int start = 0; start < 2; start++) {
			try (ConfigurableApplicationContext context = Engine.in(this.directory)
				.start(Steps.class, "musubito.store.type=memory")) {
				assertThat(context.getBean(Store.class).location()).isEqualTo("in memory");
				assertThat(context.getBean(Echo.class).echo("x")).isEqualTo("x 1");
				assertThat(context.getBean(Echo.class).echo("x")).isEqualTo("x 1");
			}
		}
		assertThat(Engine.in(this.directory).store().getParent()).doesNotExist();
	}

	@Test
	void aStartForAnArchiveOfClassesLeavesNothing() throws InterruptedException {
		try (JavaProcess training = JavaProcess.of(Start.class, this.directory)
			.property("spring.context.exit", "onRefresh")
			.start()) {
			assertThat(training.readLines()).noneMatch((line) -> line.contains("started"));
		}
		assertThat(Engine.in(this.directory).store().getParent()).doesNotExist();
		try (JavaProcess start = JavaProcess.of(Start.class, this.directory).start()) {
			assertThat(start.readLines()).anyMatch((line) -> line.contains("started"));
		}
		assertThat(Engine.in(this.directory).store()).exists();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			:memory:                  | Set musubito.store.type=memory
			file::memory:?cache=shared | Set musubito.store.type=memory
			$HOME/musubito.db         | Write ${NAME} in the configuration
			%APPDATA%/musubito.db     | Write ${NAME} in the configuration
			~anna/musubito.db         | Write an absolute path
			""")
	void refusesWhatIsNoPath(String path, String remedy) {
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> Engine.in(this.directory).start(Steps.class, "musubito.store.path=" + path))
			.havingRootCause()
			.isInstanceOf(StoreException.class)
			.withMessageContaining(path.replaceFirst("^file:", "") + "' can't be opened")
			.withMessageContaining(remedy);
	}

	@Test
	void refusesAUrlOfADatabase() {
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(
					() -> Engine.in(this.directory).start(Steps.class, "musubito.store.path=jdbc:sqlite:musubito.db"))
			.havingRootCause()
			.withMessageContaining("jdbc:sqlite:musubito.db");
	}

	@Test
	void aUrlOfAFileIsThatFile() {
		Path file = this.directory.resolve("url/musubito.db");
		for (String path : new String[] { "file:" + file, file.toUri().toString() }) {
			try (ConfigurableApplicationContext context = Engine.in(this.directory)
				.start(Steps.class, "musubito.store.path=" + path)) {
				assertThat(context.getBean(Store.class).location()).isEqualTo(file.toString());
			}
		}
	}

	@Test
	void theHomeDirectoryIsMeantByATilde() {
		String home = System.setProperty("user.home", this.directory.toString());
		try (ConfigurableApplicationContext context = Engine.in(this.directory)
			.start(Steps.class, "musubito.store.path=~/data/musubito.db")) {
			assertThat(context.getBean(Store.class).location()).isEqualTo(this.directory + "/data/musubito.db");
			assertThat(this.directory.resolve("data/musubito.db")).exists();
			assertThat(this.directory.resolve("data/.gitignore")).doesNotExist();
		}
		finally {
			System.setProperty("user.home", home);
		}
	}

	@Test
	void aFolderOfItsOwnIsKeptOutOfVersionControl() throws IOException {
		Path folder = this.directory.resolve(".musubito");
		String path = "musubito.store.path=" + folder.resolve("musubito.db");
		Engine.in(this.directory).start(Steps.class, path).close();
		assertThat(folder.resolve(".gitignore")).hasContent("*");
		Files.writeString(folder.resolve(".gitignore"), "");
		Engine.in(this.directory).start(Steps.class, path).close();
		assertThat(folder.resolve(".gitignore")).isEmptyFile();
	}

	public static final class Start {

		private Start() {
		}

		public static void main(String[] arguments) {
			try (ConfigurableApplicationContext context = Engine.in(Path.of(arguments[0])).start(Steps.class)) {
				System.out.println("started");
			}
		}

	}

	static class Echo {

		private int calls;

		@MusubitoStep(name = "echo")
		String echo(String text) {
			this.calls++;
			return text + " " + this.calls;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

	@Configuration(proxyBeanMethods = false)
	static class Steps {

		@Bean
		Echo echo() {
			return new Echo();
		}

	}

}
