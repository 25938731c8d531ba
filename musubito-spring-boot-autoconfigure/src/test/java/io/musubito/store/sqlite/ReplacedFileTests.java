package io.musubito.store.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;

import io.musubito.StoreException;
import io.musubito.store.Recordings;
import io.musubito.testing.JavaProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What a process does whose store is truncated, overwritten, replaced or deleted while it
 * is open: it goes on without it, and nothing that it acknowledges after that is lost.
 */
@Tag("process")
@Tag("slow")
@Timeout(60)
class ReplacedFileTests extends Recordings {

	private static final String REFUSED = "refused: The Musubito store '";

	private static final String REPLACED = "deleted or replaced while it was open. Restart the application.";

	// By SQLite, or by its hash
	private static final String UNREADABLE = "refused: .* can't be read: .*|damaged";

	@TempDir
	Path folder;

	private Path file;

	private JavaProcess process;

	@BeforeEach
	void start() throws Exception {
		this.file = this.folder.resolve("musubito.db");
		this.process = JavaProcess.of(WorkingProcess.class, this.file).start();
		this.process.readLine("ready");
		assertThat(ask("read")).isEqualTo("done");
	}

	@AfterEach
	void end() {
		this.process.close();
	}

	@Test
	void aTruncatedFileIsAnErrorAndNotTheEndOfTheProcess() throws Exception {
		truncate(0);
		assertThat(ask("read")).startsWith(REFUSED).contains("can't be read");
		assertEndsByItself();
	}

	@Test
	void aFileThatIsTruncatedInTheMiddleIsAnError() throws Exception {
		truncate(Files.size(this.file) / 2);
		assertThat(ask("read")).startsWith(REFUSED).contains("can't be read");
		assertEndsByItself();
		assertRefusedAndLeftAsItIs();
	}

	@Test
	void aFileThatIsOverwrittenWithGarbageIsAnErrorAndNeverAValue() throws Exception {
		byte[] garbage = new byte[(int) Files.size(this.file)];
		Arrays.fill(garbage, (byte) 0x42);
		Files.write(this.file, garbage, StandardOpenOption.WRITE);
		assertThat(ask("read")).matches(UNREADABLE);
		assertEndsByItself();
		assertRefusedAndLeftAsItIs();
	}

	@Test
	void aSectorThatWentBadIsAnErrorAndNeverAValue() throws Exception {
		try (FileChannel channel = FileChannel.open(this.file, StandardOpenOption.WRITE)) {
			for (long position = 8 * 4096; position < channel.size(); position += 16 * 4096) {
				channel.write(ByteBuffer.allocate(512), position);
			}
		}
		assertThat(ask("read")).matches(UNREADABLE);
		assertEndsByItself();
	}

	@Test
	void aFileThatWasDeletedIsNeitherReadNorWritten() throws Exception {
		Files.delete(this.file);
		assertReadingIsRefused();
		assertThat(ask("write")).startsWith(REFUSED).endsWith(REPLACED);
		assertThat(ask("effect")).startsWith(REFUSED).endsWith(REPLACED);
		assertEndsByItself();
		assertThat(this.file).doesNotExist();
	}

	@Test
	void aBackupThatIsMovedOverTheFileIsNeitherReadNorWrittenNorDamaged() throws Exception {
		Path backup = backup();
		assertThat(ask("write")).isEqualTo("done");
		Files.move(backup, this.file, StandardCopyOption.REPLACE_EXISTING);
		assertReadingIsRefused();
		assertThat(ask("write")).startsWith(REFUSED).endsWith(REPLACED);
		assertEndsByItself();
		try (SqliteStore store = SqliteStore.open(this.file, false, Clock.systemUTC())) {
			assertThat(store.nodes().find(key("node7").nodeId())).isPresent();
			assertThat(store.nodes().find(key("late").nodeId())).isEmpty();
		}
		assertIntact();
	}

	@Test
	void aLogThatWasUnlinkedByAnotherProcessIsNotWrittenTo() throws Exception {
		assertThat(ask("copy")).isEqualTo("done");
		closeAsTheSqliteShellDoes();
		assertThat(ask("effect")).startsWith(REFUSED).contains("musubito.db-wal").endsWith(REPLACED);
		assertThat(ask("write")).startsWith(REFUSED).endsWith(REPLACED);
		assertReadingIsRefused();
		try (SqliteStore store = SqliteStore.open(this.file, false, Clock.systemUTC())) {
			store.nodes().record(execution("meanwhile", "x"));
			assertThat(store.nodes().find(key("node599").nodeId())).isPresent();
		}
		assertEndsByItself();
		assertThat(query("SELECT count(*) FROM musubito_effect")).isZero();
		assertThat(query("SELECT count(*) FROM musubito_node")).isEqualTo(WorkingProcess.NODES + 1);
		assertIntact();
	}

	@Test
	void aProcessThatIsAskedOverAndOverLeaksNoConnections() throws Exception {
		Files.delete(this.file);
		assertReadingIsRefused();
		long before = openFiles();
		for (int round = 0; round < 50; round++) {
			assertThat(ask("read")).startsWith(REFUSED);
			assertThat(ask("write")).startsWith(REFUSED);
		}
		assertThat(openFiles()).isLessThanOrEqualTo(before);
	}

	private long openFiles() throws IOException {
		try (var files = Files.list(Path.of("/proc", Long.toString(this.process.pid()), "fd"))) {
			return files.count();
		}
	}

	/**
	 * Who reads looks only every few milliseconds whether the file is still there.
	 */
	private void assertReadingIsRefused() {
		await().until(() -> ask("read"), (answer) -> answer.startsWith(REFUSED) && answer.endsWith(REPLACED));
	}

	private String ask(String command) throws Exception {
		this.process.send(command);
		return this.process.readLine(command + ": ");
	}

	private void assertEndsByItself() throws Exception {
		this.process.endInput();
		assertThat(this.process.finish(Duration.ofSeconds(30))).contains("closed");
	}

	private void assertRefusedAndLeftAsItIs() throws IOException {
		byte[] before = Files.readAllBytes(this.file);
		assertThatExceptionOfType(StoreException.class)
			.isThrownBy(() -> SqliteStore.open(this.file, false, Clock.systemUTC()))
			.withMessageContaining("can't be opened");
		assertThat(this.file).hasBinaryContent(before);
	}

	private void truncate(long size) throws IOException {
		try (FileChannel channel = FileChannel.open(this.file, StandardOpenOption.WRITE)) {
			channel.truncate(size);
		}
	}

	private Path backup() throws SQLException {
		Path backup = this.folder.resolve("backup.db");
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + this.file);
				Statement statement = connection.createStatement()) {
			statement.executeUpdate("VACUUM INTO '" + backup + "'");
		}
		return backup;
	}

	private int query(String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + this.file);
				Statement statement = connection.createStatement()) {
			return statement.executeQuery(sql).getInt(1);
		}
	}

	// Finds no lock, takes itself for the last one, and removes the log
	private void closeAsTheSqliteShellDoes() throws IOException, SQLException {
		assertThat(query("PRAGMA wal_checkpoint(PASSIVE)")).isZero();
		Files.delete(this.folder.resolve("musubito.db-wal"));
		Files.delete(this.folder.resolve("musubito.db-shm"));
	}

	private void assertIntact() throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + this.file);
				Statement statement = connection.createStatement()) {
			assertThat(statement.executeQuery("PRAGMA integrity_check").getString(1)).isEqualTo("ok");
		}
	}

}
