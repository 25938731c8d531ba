package io.musubito.store.sqlite;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;

import io.musubito.ExportSelection;
import io.musubito.store.Recordings;
import io.musubito.testing.JavaProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process that imports is killed.
 */
@Tag("process")
@Tag("slow")
@Timeout(120)
class KilledImportTests extends Recordings {

	private static final int RUNS = 1_000;

	@TempDir
	static Path recorded;

	private static Path export;

	@TempDir
	Path folder;

	@BeforeAll
	static void record() throws IOException {
		export = recorded.resolve("export.jsonl");
		ImportingProcess.export(recorded.resolve("one.db"), export, RUNS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT count(*) FROM musubito_node", "SELECT count(*) FROM musubito_step_record",
			"SELECT count(*) FROM musubito_node WHERE artifact IS NOT NULL" })
	void nothingThatIsNotCompleteIsReplayedAndTheFileCanBeImportedAgain(String progress) throws Exception {
		Path file = this.folder.resolve("two.db");
		try (JavaProcess process = JavaProcess.of(ImportingProcess.class, file, export).start()) {
			Awaitility.await()
				.atMost(Duration.ofMinutes(1))
				.pollInterval(Duration.ofMillis(5))
				.until(() -> count(file, progress) > 100);
			process.kill();
		}
		assertThat(count(file, progress)).isBetween(101L, RUNS * 2L - 1);
		try (SqliteStore store = SqliteStore.open(file, false, Clock.systemUTC())) {
			assertThat(count(file, "SELECT count(*) FROM musubito_node WHERE status = 'SUCCESS' AND artifact IS NULL"))
				.isZero();
			store.transfer().importFrom(export);
			ByteArrayOutputStream again = new ByteArrayOutputStream();
			store.transfer().export(ExportSelection.all(), again);
			assertThat(again.toString(StandardCharsets.UTF_8).equals(Files.readString(export))).isTrue();
			assertThat(count(file, "SELECT count(*) FROM musubito_meta WHERE name LIKE 'import%'")).isZero();
		}
	}

	private static long count(Path file, String sql) throws IOException {
		if (!Files.exists(file)) {
			return 0;
		}
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file + "?open_mode=1");
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(sql)) {
			return row.getLong(1);
		}
		catch (SQLException ex) {
			return 0;
		}
	}

}
