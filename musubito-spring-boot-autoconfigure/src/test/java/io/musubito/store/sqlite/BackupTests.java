package io.musubito.store.sqlite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.musubito.StoreException;
import io.musubito.store.NoStore;
import io.musubito.store.Recordings;
import io.musubito.testing.JavaProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A store is backed up while it is open.
 */
@Tag("process")
@Timeout(60)
class BackupTests extends Recordings {

	@TempDir
	Path folder;

	private SqliteStore store;

	private Path backup;

	@BeforeEach
	void open() {
		this.store = SqliteStore.open(this.folder.resolve("musubito.db"), false, Clock.systemUTC());
		this.backup = this.folder.resolve("backup.db");
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void hasAllThatWasRecordedBeforeThoughOthersWrite() throws Exception {
		AtomicBoolean stop = new AtomicBoolean();
		AtomicInteger recorded = new AtomicInteger();
		CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
			while (!stop.get()) {
				this.store.nodes().record(execution("draft/" + recorded.get(), "x"));
				recorded.incrementAndGet();
			}
		});
		Awaitility.await().until(() -> recorded.get() > 100);
		int before = recorded.get();
		this.store.lineage().backup(this.backup);
		stop.set(true);
		writing.join();
		try (Stream<Path> files = Files.list(this.folder)) {
			assertThat(files.filter((file) -> file.getFileName().toString().startsWith("backup")))
				.as("files of the backup, which must not depend on each other")
				.containsExactly(this.backup);
		}
		try (SqliteStore copy = SqliteStore.open(this.backup, false, Clock.systemUTC())) {
			for (int number = 0; number < before; number++) {
				assertThat(copy.nodes().find(key("draft/" + number).nodeId()))
					.as("in the backup, number %s of %s that were recorded before it", number, before)
					.isPresent();
			}
			copy.nodes().record(execution("later", "x"));
		}
		assertThat(this.store.nodes().find(key("later").nodeId())).isEmpty();
	}

	@Test
	void isForItsOwnerOnly() throws Exception {
		this.store.lineage().backup(this.backup);
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.backup))).isEqualTo("rw-------");
	}

	@Test
	void takesNoLockAway() throws Exception {
		this.store.nodes().record(execution("draft", "x"));
		this.store.lineage().backup(this.backup);
		try (JavaProcess other = JavaProcess.of(OpeningProcess.class, this.folder.resolve("musubito.db")).start()) {
			other.readLine("opened: ");
			other.kill();
		}
		this.store.nodes().record(execution("draft/2", "x"));
		assertThat(this.folder.resolve("musubito.db-wal")).exists();
	}

	@Test
	void leavesAFileThatIsThere() throws Exception {
		Files.writeString(this.backup, "somebody's");
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.store.lineage().backup(this.backup))
			.withMessageContaining("there is a file already");
		assertThat(this.backup).hasContent("somebody's");
		assertThatExceptionOfType(StoreException.class)
			.isThrownBy(() -> this.store.lineage().backup(this.folder.resolve("musubito.db")))
			.withMessageContaining("there is a file already");
	}

	@Test
	void saysThatThePlaceIsNotThere() {
		assertThatExceptionOfType(StoreException.class)
			.isThrownBy(() -> this.store.lineage().backup(this.folder.resolve("missing/backup.db")))
			.withMessageContaining("can't be created")
			.withMessageContaining("Create its folder");
	}

	@Test
	void aStoreThatIsSwitchedOffHasNone() {
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> new NoStore().lineage().backup(this.backup))
			.withMessageContaining("no Musubito store to back up");
		assertThat(this.backup).doesNotExist();
	}

}
