package io.musubito.store.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.musubito.StoreException;
import io.musubito.store.Recordings;
import io.musubito.store.jdbc.LineageSchema;
import io.musubito.testing.JavaProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * What {@link SqliteStore#open} makes of the place that it is given.
 */
@Tag("process")
@ExtendWith(OutputCaptureExtension.class)
class SqliteStoreStartupTests extends Recordings {

	@TempDir
	Path folder;

	@Test
	void createsFoldersAndFilesForTheirOwnerOnly() throws IOException {
		Path file = this.folder.resolve("a/b/musubito.db");
		try (SqliteStore store = SqliteStore.open(file, false, Clock.systemUTC())) {
			store.nodes().record(execution("draft", "x"));
			assertThat(permissions(file.getParent())).isEqualTo("rwx------");
			assertThat(permissions(file.getParent().getParent())).isEqualTo("rwx------");
			for (String name : List.of("musubito.db", "musubito.db-wal", "musubito.db-shm", "musubito.db.lock")) {
				assertThat(permissions(file.resolveSibling(name))).as(name).isEqualTo("rw-------");
			}
		}
	}

	@Test
	void opensAnEmptyFile() throws IOException {
		Path file = Files.createFile(this.folder.resolve("musubito.db"));
		try (SqliteStore store = SqliteStore.open(file, true, Clock.systemUTC())) {
			assertThat(store.lineage().summary().nodes()).isZero();
		}
	}

	@Test
	void refusesADirectory() {
		assertRefused(this.folder, "is a directory", "musubito.store.path");
	}

	@Test
	void refusesAFolderThatCanNotBeCreated() throws IOException {
		Path file = Files.writeString(this.folder.resolve("file"), "not a folder");
		assertRefused(file.resolve("below/musubito.db"), "can't be created", "musubito.store.path");
		assertThat(file).hasContent("not a folder");
	}

	@Test
	void refusesAPlaceThatIsNotWritable() throws IOException {
		Path file = Files.createFile(this.folder.resolve("musubito.db"));
		assertThatExceptionOfType(StoreException.class)
			.isThrownBy(() -> SqliteFile.verifyWritable(file, (path) -> !path.equals(this.folder)))
			.withMessageContaining("'" + this.folder + "' is not writable")
			.withMessageContaining("Change its permissions");
		assertThatExceptionOfType(StoreException.class)
			.isThrownBy(() -> SqliteFile.verifyWritable(file, (path) -> !path.equals(file)))
			.withMessageContaining("'" + file + "' is not writable");
	}

	@Test
	void refusesANetworkFileSystem() {
		for (String type : List.of("nfs", "nfs4", "cifs", "SMB2")) {
			assertThatExceptionOfType(StoreException.class)
				.isThrownBy(() -> SqliteFile.verifyLocal(this.folder.resolve("musubito.db"), () -> type))
				.withMessageContaining("network file system (" + type + ")")
				.withMessageContaining("local disk");
		}
	}

	@Test
	void refusesAFileThatIsNotADatabaseAndLeavesIt() throws IOException {
		String text = "These are the notes of somebody else. ".repeat(100);
		Path file = Files.writeString(this.folder.resolve("notes.txt"), text);
		assertRefused(file, "is not a SQLite database", "musubito.store.path");
		assertThat(file).hasContent(text);
		assertThat(filesIn(this.folder)).containsExactly("notes.txt");
	}

	@Test
	void refusesTheDatabaseOfAnotherApplicationAndLeavesIt() throws IOException, SQLException {
		Path file = this.folder.resolve("shop.db");
		execute(file, "CREATE TABLE orders (id INTEGER)");
		byte[] before = Files.readAllBytes(file);
		assertRefused(file, "another application", "'orders'");
		assertThat(file).hasBinaryContent(before);
		assertThat(filesIn(this.folder)).containsExactly("shop.db");
	}

	@Test
	void refusesANewerSchemaAndLeavesIt() throws IOException, SQLException {
		Path file = createStore();
		execute(file, """
				INSERT INTO musubito_schema_history
					(installed_rank, version, description, type, script, installed_by, execution_time, success)
				VALUES (99, '99', 'future', 'SQL', 'V99__future.sql', '', 1, 1)
				""");
		byte[] before = Files.readAllBytes(file);
		assertRefused(file, "version 99", "newer");
		assertThat(file).hasBinaryContent(before);
	}

	@Test
	void refusesASchemaOfOtherMigrations() throws IOException, SQLException {
		Path file = createStore();
		execute(file, "UPDATE musubito_schema_history SET checksum = checksum + 1");
		assertRefused(file, "checksum mismatch", "musubito.store.path");
	}

	@Test
	void refusesASchemaWithAnotherMigrationOfTheSameVersion() throws IOException, SQLException {
		Path file = createStore();
		execute(file, "UPDATE musubito_schema_history SET description = 'other', script = 'V1__other.sql'");
		assertRefused(file, "description mismatch", "musubito.store.path");
	}

	@Test
	void refusesASchemaWhoseMigrationHasFailed() throws IOException, SQLException {
		Path file = createStore();
		execute(file, "UPDATE musubito_schema_history SET success = 0");
		assertRefused(file, "failed migration", "musubito.store.path");
	}

	@Test
	void opensASchemaThatIsUpToDateWithoutFlyway(CapturedOutput output) {
		Logger logger = (Logger) LoggerFactory.getLogger(LineageSchema.class);
		logger.setLevel(Level.DEBUG);
		try {
			Path file = createStore();
			assertThat(output).contains("LineageSchema");
			int created = output.getAll().length();
			SqliteStore.open(file, false, Clock.systemUTC()).close();
			assertThat(output.getAll().substring(created)).doesNotContain("LineageSchema");
		}
		finally {
			logger.setLevel(null);
		}
	}

	@Test
	void refusesADamagedDatabaseAndLeavesIt() throws IOException {
		Path file = createStore();
		try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
			// The first byte of a page tells its kind: 0x42 is none
			for (long page = 4096; page < damaged.length(); page += 4096) {
				damaged.seek(page);
				damaged.write(0x42);
			}
		}
		assertRefusedAndLeft(file);
	}

	@Test
	void refusesADatabaseWithADamagedHeaderAndLeavesIt() throws IOException {
		Path file = createStore();
		try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
			damaged.seek(16);
			damaged.write(new byte[] { 1, 1, 1, 1, 1, 1, 1, 1 });
		}
		assertRefusedAndLeft(file);
	}

	@Test
	void refusesATruncatedDatabaseAndLeavesIt() throws IOException {
		Path file = createStore();
		try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
			damaged.setLength(damaged.length() / 2);
		}
		assertRefusedAndLeft(file);
	}

	private void assertRefusedAndLeft(Path file) throws IOException {
		byte[] before = Files.readAllBytes(file);
		assertRefused(file, "is damaged", "Else restore a backup, or save what is in it with the command .recover");
		assertThat(file).hasBinaryContent(before);
		assertThat(filesIn(this.folder)).as("nothing was moved aside")
			.isSubsetOf("musubito.db", "musubito.db-shm", "musubito.db-wal", "musubito.db.lock");
	}

	@Test
	void opensADatabaseWithADamagedRow() throws IOException, SQLException {
		Path file = createStore();
		execute(file, "PRAGMA ignore_check_constraints = ON", "UPDATE musubito_node SET status = 'SUCCESs'");
		try (SqliteStore store = SqliteStore.open(file, false, Clock.systemUTC())) {
			assertThat(store.lineage().summary().nodes()).isOne();
		}
	}

	@Test
	void aFileSystemThatIsNotKnownPassesWithALineInTheLog(CapturedOutput output) {
		Path file = this.folder.resolve("musubito.db");
		assertThatNoException().isThrownBy(() -> SqliteFile.verifyLocal(file, () -> {
			throw new IOException("Mount point not found");
		}));
		assertThat(output).containsOnlyOnce("It can't be found out what file system the Musubito store '" + file
				+ "' is on (java.io.IOException: Mount point not found)");
	}

	@Test
	void aLibraryThatCanNotBeUnpackedIsSaidToBeSo() throws Exception {
		try (JavaProcess process = JavaProcess.of(OpeningProcess.class, this.folder.resolve("musubito.db"))
			.property("java.io.tmpdir", this.folder.resolve("missing"))
			.start()) {
			assertThat(process.readLine("refused: ")).contains("the native library of SQLite can't be loaded")
				.contains("'" + this.folder.resolve("missing") + "', which has to be writable")
				.contains("noexec")
				.contains("org.sqlite.tmpdir");
		}
	}

	@Test
	void aStartThatFailsLeavesNeitherThreadsNorFilesOpen() throws Exception {
		Path file = createStore();
		execute(file, "DROP TABLE musubito_claim");
		Set<Thread> before = writers();
		for (int start = 0; start < 5; start++) {
			assertThatExceptionOfType(StoreException.class)
				.isThrownBy(() -> SqliteStore.open(file, false, Clock.systemUTC()))
				.withMessageContaining("no such table");
		}
		assertThat(writers()).isEqualTo(before);
		assertNothingIsOpen();
	}

	@Test
	void aStoreThatIsClosedLeavesNeitherThreadsNorFilesOpen() throws IOException {
		Set<Thread> before = writers();
		createStore();
		assertThat(writers()).isEqualTo(before);
		assertNothingIsOpen();
		assertThat(filesIn(this.folder)).containsExactly("musubito.db", "musubito.db.lock");
	}

	private static Set<Thread> writers() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("musubito-store"))
			.collect(Collectors.toSet());
	}

	private void assertNothingIsOpen() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
			for (Path descriptor : files.filter(Files::isSymbolicLink).toList()) {
				assertThat(target(descriptor)).doesNotContain(this.folder.toString());
			}
		}
	}

	private static String target(Path descriptor) {
		try {
			return Files.readSymbolicLink(descriptor).toString();
		}
		catch (IOException ex) {
			return "closed meanwhile";
		}
	}

	@Test
	void keepsWhatWasRecordedWhenItIsOpenedAgain() {
		Path file = createStore();
		try (SqliteStore store = SqliteStore.open(file, false, Clock.systemUTC())) {
			assertThat(store.nodes().find(key("kept").nodeId())).isPresent();
		}
	}

	@Test
	void manyStoresMayBeCreatedOnOneFileAtOnce() throws Exception {
		Path file = this.folder.resolve("musubito.db");
		int stores = 6;
		ExecutorService executor = Executors.newFixedThreadPool(stores);
		CountDownLatch start = new CountDownLatch(1);
		try {
			List<Future<SqliteStore>> opened = IntStream.range(0, stores).mapToObj((i) -> executor.submit(() -> {
				start.await();
				return SqliteStore.open(file, false, Clock.systemUTC());
			})).toList();
			start.countDown();
			List<SqliteStore> all = new ArrayList<>();
			for (Future<SqliteStore> one : opened) {
				all.add(one.get(60, TimeUnit.SECONDS));
			}
			all.get(0).nodes().record(execution("draft", "x"));
			assertThat(all).allSatisfy((store) -> assertThat(store.nodes().find(key("draft").nodeId())).isPresent());
			all.forEach(SqliteStore::close);
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void theKnownVersionIsThatOfTheLastMigration() throws IOException {
		String next = "/io/musubito/store/jdbc/migration/sqlite/";
		try (InputStream index = getClass().getResourceAsStream(next)) {
			assertThat(new String(index.readAllBytes())).startsWith("V")
				.satisfies((names) -> assertThat(names.lines())
					.allMatch(
							(name) -> Integer.parseInt(name.substring(1, name.indexOf("__"))) <= LineageSchema.VERSION)
					.anyMatch((name) -> name.startsWith("V" + LineageSchema.VERSION + "__")));
		}
	}

	private Path createStore() {
		Path file = this.folder.resolve("musubito.db");
		try (SqliteStore store = SqliteStore.open(file, false, Clock.systemUTC())) {
			store.nodes().record(execution("kept", "x"));
		}
		return file;
	}

	private static void assertRefused(Path file, String reason, String remedy) {
		assertThatExceptionOfType(StoreException.class)
			.isThrownBy(() -> SqliteStore.open(file, false, Clock.systemUTC()))
			.withMessageContaining("Musubito store")
			.withMessageContaining(file.toString())
			.withMessageContaining(reason)
			.withMessageContaining(remedy);
	}

	private static String permissions(Path path) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
	}

	private static List<String> filesIn(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map((path) -> path.getFileName().toString()).sorted().toList();
		}
	}

	private static void execute(Path file, String... statements) throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
			for (String sql : statements) {
				connection.createStatement().executeUpdate(sql);
			}
		}
	}

}
