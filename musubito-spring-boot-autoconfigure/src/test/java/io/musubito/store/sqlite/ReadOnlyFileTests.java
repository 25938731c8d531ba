package io.musubito.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.musubito.StoreException;
import io.musubito.store.Node;
import io.musubito.store.Recordings;
import io.musubito.testing.JavaProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A SQLite file that is only read, while it lies there and while others write it.
 */
@Tag("process")
@Tag("slow")
@Timeout(120)
class ReadOnlyFileTests extends Recordings {

	private static final String NODE = key("draft").nodeId();

	@TempDir
	Path folder;

	private Path file() {
		return this.folder.resolve("a place with %20").resolve("musubito.db");
	}

	private SqliteStore writing() {
		return SqliteStore.open(file(), false, Clock.systemUTC());
	}

	private SqliteStore reading() {
		SqliteStore store = SqliteStore.reading(file().toString(), "", Clock.systemUTC());
		store.open();
		return store;
	}

	private List<String> files() throws IOException {
		try (Stream<Path> files = Files.walk(this.folder)) {
			return files.sorted().map((path) -> path + " " + content(path)).toList();
		}
	}

	private static String content(Path path) {
		try {
			return Files.getLastModifiedTime(path)
					+ (Files.isDirectory(path) ? "" : " " + Arrays.hashCode(Files.readAllBytes(path)));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void whereThereIsNoFileNothingIsFoundAndNoneIsCreated() {
		try (SqliteStore store = reading()) {
			assertThat(store.nodes().find(NODE)).isEmpty();
			assertThat(store.runs().recent(5)).isEmpty();
			store.verifyReadable();
			assertThat(this.folder).isEmptyDirectory();
			try (SqliteStore writer = writing()) {
				writer.nodes().record(execution("draft", "x"));
				assertThat(store.nodes().find(NODE)).as("as soon as there is a file").isPresent();
			}
		}
	}

	@Test
	void isReadWithoutATrace() throws IOException {
		try (SqliteStore writer = writing()) {
			writer.nodes().record(execution("draft", "x"));
		}
		List<String> before = files();
		try (SqliteStore store = reading()) {
			assertThat(store.nodes().find(NODE)).isPresent();
			assertThat(store.nodes().find("none", key("draft").replayKey())).isPresent();
			assertThat(store.lineage().summary().nodes()).isOne();
			store.verifyReadable();
			assertThat(files()).isEqualTo(before);
		}
		assertThat(files()).isEqualTo(before);
	}

	@Test
	void whatIsToBeWrittenAllTheSameIsRefusedOrLetGoOf() throws IOException {
		writing().close();
		List<String> before = files();
		try (SqliteStore store = reading()) {
			assertThatExceptionOfType(StoreException.class)
				.isThrownBy(() -> store.nodes().record(execution("draft", "x")))
				.withMessageContaining("nothing is written");
			store.nodes().record(replay("draft", "x"));
			store.nodes().record(replayInOtherLineage("draft/2", "draft", "x"));
		}
		assertThat(files()).isEqualTo(before);
	}

	@Test
	void theOwnerOfALockIsAliveAndOneWithoutIsNot() {
		try (SqliteStore writer = writing(); SqliteStore store = reading()) {
			assertThat(store.processes().isAlive(writer.processes().self())).isTrue();
			assertThat(store.processes().isAlive(store.processes().self())).isTrue();
			assertThat(store.processes().isAlive("1-gone")).isFalse();
		}
	}

	@Test
	void seesWhatOthersWriteMeanwhile() {
		writing().close();
		try (SqliteStore store = reading()) {
			assertThat(store.nodes().find(NODE)).isEmpty();
			try (SqliteStore writer = writing()) {
				writer.nodes().record(execution("draft", "x"));
				assertThat(store.nodes().find(NODE)).isPresent();
				writer.nodes().record(execution("draft/2", "y"));
				assertThat(store.nodes().find(key("draft/2").nodeId())).isPresent();
			}
			assertThat(store.nodes().find(NODE)).isPresent();
		}
	}

	@Test
	void readsTheLogOfAWriterThatWasKilled() throws Exception {
		Files.createDirectories(file().getParent());
		int acknowledged;
		try (JavaProcess process = JavaProcess.of(RecordingProcess.class, file()).start()) {
			do {
				acknowledged = number(process.readLine());
			}
			while (acknowledged < 20);
			process.kill();
		}
		assertThat(Files.size(file().resolveSibling("musubito.db-wal"))).isPositive();
		try (SqliteStore store = reading()) {
			for (int number = 1; number <= acknowledged; number++) {
				assertThat(store.nodes().find(key("draft/" + number).nodeId())).isPresent();
			}
		}
	}

	@Test
	void aLogThatNeedsSomethingWrittenBesideItIsRefusedWhereThatIsNotPossible() throws Exception {
		Files.createDirectories(file().getParent());
		try (JavaProcess process = JavaProcess.of(RecordingProcess.class, file()).start()) {
			process.readLine();
			process.kill();
		}
		Path shared = file().resolveSibling("musubito.db-shm");
		Files.delete(shared);
		// Not even who may write everywhere can create it
		Files.createSymbolicLink(shared, this.folder.resolve("missing").resolve("shm"));
		refuses("its log '" + file() + "-wal' has what is not in the file yet");
	}

	private static int number(String line) {
		return Integer.parseInt(line.substring(RecordingProcess.ACKNOWLEDGED.length()));
	}

	@Test
	void readsWhatIsCommittedWhileOthersOpenWriteAndClose() {
		try (SqliteStore writer = writing()) {
			writer.nodes().record(execution("draft", "x"));
		}
		try (SqliteStore store = reading()) {
			CompletableFuture<Void> writers = CompletableFuture.runAsync(() -> {
				for (int number = 1; number <= 100; number++) {
					try (SqliteStore writer = writing()) {
						writer.nodes().record(execution("draft/" + number, "x".repeat(3_000)));
						assertThat(store.nodes().find(key("draft/" + number).nodeId())).isPresent();
					}
				}
			});
			int read = 0;
			while (!writers.isDone()) {
				assertThat(store.nodes().find(NODE)).map(Node::artifactId).hasValue(artifact("x").artifactId());
				read++;
			}
			writers.join();
			assertThat(read).isPositive();
			assertThat(store.lineage().summary().nodes()).isEqualTo(101);
			assertThat(store.degraded()).isZero();
		}
	}

	@Test
	void aBackupIsReadToo() throws IOException {
		Path backup = this.folder.resolve("backup.db");
		try (SqliteStore writer = writing()) {
			writer.nodes().record(execution("draft", "x"));
			writer.lineage().backup(backup);
		}
		try (SqliteStore store = SqliteStore.reading(backup.toString(), "", Clock.systemUTC())) {
			assertThat(store.nodes().find(NODE)).isPresent();
			Path copy = this.folder.resolve("copy.db");
			store.lineage().backup(copy);
			assertThat(copy).isNotEmptyFile();
		}
	}

	@Test
	void whatIsNoStoreOfThisReleaseIsRefused() throws IOException, SQLException {
		Files.createDirectories(file());
		refuses("is a directory");
		Files.delete(file());
		Files.writeString(file(), "These are the notes of somebody else. ".repeat(100));
		refuses("is not a SQLite database");
		Files.delete(file());
		execute("CREATE TABLE orders (id INTEGER)");
		refuses("is the database of another application");
		Files.delete(file());
		writing().close();
		execute("UPDATE musubito_schema_history SET version = '99'");
		refuses("its schema has version 99");
		execute("UPDATE musubito_schema_history SET version = '1', checksum = 1");
		refuses("are not those of this release of Musubito, and they are not created or migrated");
	}

	private void refuses(String message) {
		try (SqliteStore store = SqliteStore.reading(file().toString(), "", Clock.systemUTC())) {
			assertThatExceptionOfType(StoreException.class).isThrownBy(store::open)
				.withMessageContaining("can't be opened")
				.withMessageContaining(message);
		}
	}

	private void execute(String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
