package io.musubito.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.musubito.GraphQuery;
import io.musubito.MusubitoStep;
import io.musubito.StoreException;
import io.musubito.store.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A store that can't be used fails the start with one message, and is left as it was.
 */
@ExtendWith(OutputCaptureExtension.class)
class StoreAtStartupTests {

	@TempDir
	Path directory;

	@Test
	@EnabledOnOs(OS.LINUX)
	void refusesAPlaceThatCantBeWritten(CapturedOutput output) {
		refuses(Path.of("/proc/nowhere/musubito.db"), output, "/proc/nowhere/musubito.db", "can't be",
				"set musubito.store.path to a place that the application may write to");
	}

	@Test
	void refusesADirectory(CapturedOutput output) {
		refuses(this.directory, output, "'" + this.directory + "' is a directory",
				"Set musubito.store.path to a file, for example '" + this.directory.resolve("musubito.db") + "'");
	}

	@Test
	void refusesATextFileAndLeavesItAsItWas(CapturedOutput output) throws IOException {
		Path file = this.directory.resolve("notes.txt");
		Files.writeString(file, "notes ".repeat(1_000));
		refuses(file, output, file.toString(), "it is not a SQLite database",
				"Set musubito.store.path to another file, or move this one away");
		assertThat(file).hasContent("notes ".repeat(1_000));
		assertThat(this.directory.toFile().list()).as("nothing was moved aside")
			.noneMatch((name) -> name.contains("corrupt"));
	}

	@Test
	void refusesTheDatabaseOfAnotherApplication(CapturedOutput output) throws SQLException {
		Path file = this.directory.resolve("other.db");
		execute(file, "CREATE TABLE customer (id INTEGER)");
		refuses(file, output, file.toString(), "the database of another application, with the table 'customer'",
				"Set musubito.store.path to a file of its own");
	}

	@Test
	void refusesADatabaseOfANewerVersionAndReadsItAfterwards(CapturedOutput output) throws SQLException {
		Path file = this.directory.resolve("musubito.db");
		try (ConfigurableApplicationContext context = start(file)) {
			assertThat(context.getBean(Echo.class).echo("x")).isEqualTo("x 1");
		}
		execute(file, """
				INSERT INTO musubito_schema_history
				SELECT installed_rank + 1, '99', 'from the future', type, 'V99.sql', checksum, installed_by,
				installed_on, execution_time, success FROM musubito_schema_history WHERE version = '1'
				""");
		refuses(file, output, file.toString(), "its schema has version 99",
				"this release of Musubito knows versions up to",
				"Use the release that wrote it or a newer one, or set musubito.store.path to another file");
		execute(file, "DELETE FROM musubito_schema_history WHERE version = '99'");
		try (ConfigurableApplicationContext context = start(file)) {
			assertThat(context.getBean(Echo.class).echo("x")).isEqualTo("x 1");
			assertThat(context.getBean(Echo.class).calls()).isZero();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "mysql", "h2" })
	void refusesAKindOfDatabaseThatThereIsNotAndSaysWhichThereAre(String type, CapturedOutput output) {
		Path file = this.directory.resolve("musubito.db");
		assertThatException().isThrownBy(() -> start(file, "--musubito.store.type=" + type).close());
		assertThat(output.getOut()).containsOnlyOnce("APPLICATION FAILED TO START")
			.contains("Property 'musubito.store.type'", " is '" + type + "', which is no kind of database",
					"Possible: 'sqlite', 'postgresql', 'memory'.",
					"Set musubito.store.type to one of these, or leave it out")
			.doesNotContain("\tat ");
		assertThat(file).doesNotExist();
	}

	@Test
	void opensTheKindOfDatabaseThatIsNamed() {
		Path file = this.directory.resolve("musubito.db");
		try (ConfigurableApplicationContext context = start(file, "--musubito.store.type=sqlite")) {
			assertThat(context.getBean(Store.class).lineage().summary().type()).isEqualTo("sqlite");
		}
		assertThat(file).exists();
	}

	@Test
	void theStoreDatesByTheClockOfTheApplication() throws SQLException {
		Path file = this.directory.resolve("musubito.db");
		Instant now = Instant.parse("2020-01-02T03:04:05Z");
		try (ConfigurableApplicationContext context = application()
			.initializers((starting) -> ((GenericApplicationContext) starting).registerBean(Clock.class,
					() -> Clock.fixed(now, ZoneOffset.UTC)))
			.run(arguments(file))) {
			context.getBean(Echo.class).echo("x");
			Store store = context.getBean(Store.class);
			String nodeId = store.lineage().graph(GraphQuery.all()).nodes().get(0).nodeId();
			assertThat(store.nodes().invalidate(nodeId)).isOne();
		}
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
				Statement statement = connection.createStatement()) {
			assertThat(statement.executeQuery("SELECT updated_at FROM musubito_node WHERE status = 'STALE'").getLong(1))
				.isEqualTo(TimeUnit.SECONDS.toNanos(now.getEpochSecond()));
		}
	}

	private void refuses(Path store, CapturedOutput output, String... parts) {
		assertThatException().isThrownBy(() -> start(store).close())
			.satisfies((ex) -> assertThat(ex).hasStackTraceContaining(StoreException.class.getName()));
		assertThat(output.getOut()).containsOnlyOnce("APPLICATION FAILED TO START")
			.contains("Description:")
			.contains("The ")
			.contains("Musubito store")
			.contains(parts)
			.contains("musubito.enabled=false")
			.doesNotContain("\tat ");
	}

	private static ConfigurableApplicationContext start(Path store, String... more) {
		return application().run(arguments(store, more));
	}

	private static SpringApplicationBuilder application() {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE);
	}

	private static String[] arguments(Path store, String... more) {
		return Stream
			.concat(Stream.of("--spring.config.location=optional:file:/nowhere/", "--musubito.store.path=" + store),
					Stream.of(more))
			.toArray(String[]::new);
	}

	private static void execute(Path file, String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
				Statement statement = connection.createStatement()) {
			statement.executeUpdate(sql);
		}
	}

	static class Echo {

		private int calls;

		int calls() {
			return this.calls;
		}

		@MusubitoStep
		String echo(String text) {
			this.calls++;
			return text + " " + this.calls;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(MusubitoAutoConfiguration.class)
	@Import(Echo.class)
	static class Application {

	}

}
