package io.musubito.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.musubito.StoreException;
import io.musubito.store.AbstractDefinitionStoreTests;
import io.musubito.store.AbstractFingerprintStoreTests;
import io.musubito.store.AbstractLineageQueriesTests;
import io.musubito.store.AbstractNodeStoreTests;
import io.musubito.store.Recordings;
import io.musubito.store.Store;
import io.musubito.store.TestDatabase;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What every store must do, in memory, except for what several processes do.
 */
@Tag("slow")
class MemoryStoreTests extends Recordings {

	private static final Path FOLDER = Path.of("").toAbsolutePath();

	@Test
	void leavesNothingOnTheDiskAndIsGoneWhenItIsClosed() {
		List<String> before = List.of(FOLDER.toFile().list());
		try (Store store = SqliteStore.inMemory("", Clock.systemUTC())) {
			store.open();
			store.nodes().record(execution("draft", "x"));
			assertThat(store.lineage().summary()).satisfies((summary) -> {
				assertThat(summary.nodes()).isOne();
				assertThat(summary.sizeBytes()).isZero();
				assertThat(summary.location()).isEqualTo("in memory");
			});
			assertThat(FOLDER.toFile().list()).containsExactlyInAnyOrderElementsOf(before);
		}
		try (Store store = SqliteStore.inMemory("", Clock.systemUTC())) {
			assertThat(store.lineage().summary().nodes()).isZero();
		}
	}

	@Test
	void saysThatItCantBeBackedUp(@TempDir Path folder) {
		Path target = folder.resolve("backup.db");
		try (Store store = SqliteStore.inMemory("", Clock.systemUTC())) {
			store.open();
			assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.lineage().backup(target))
				.withMessageContaining("Set musubito.store.type=sqlite");
		}
		assertThat(target).doesNotExist();
	}

	@Test
	void isReadAndWrittenByManyThreads() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try (Store store = SqliteStore.inMemory("", Clock.systemUTC())) {
			store.open();
			List<Future<?>> all = IntStream.range(0, 400).<Future<?>>mapToObj((i) -> threads.submit(() -> {
				store.nodes().record(execution("draft" + i, "x" + i));
				return store.lineage().summary().nodes();
			})).toList();
			for (Future<?> one : all) {
				assertThat((Long) one.get()).isPositive();
			}
			assertThat(store.lineage().summary().nodes()).isEqualTo(400);
			assertThat(store.degraded()).isZero();
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Nested
	class Nodes extends AbstractNodeStoreTests {

		private final TestDatabase database = new Memory(UUID.randomUUID().toString());

		@Override
		protected TestDatabase database() {
			return this.database;
		}

	}

	@Nested
	class Definitions extends AbstractDefinitionStoreTests {

		private final TestDatabase database = new Memory(UUID.randomUUID().toString());

		@Override
		protected TestDatabase database() {
			return this.database;
		}

	}

	@Nested
	class Fingerprints extends AbstractFingerprintStoreTests {

		private final TestDatabase database = new Memory(UUID.randomUUID().toString());

		@Override
		protected TestDatabase database() {
			return this.database;
		}

	}

	@Nested
	class Lineage extends AbstractLineageQueriesTests {

		private final TestDatabase database = new Memory(UUID.randomUUID().toString());

		@Override
		protected TestDatabase database() {
			return this.database;
		}

	}

	/**
	 * Databases of one name in the memory of this process.
	 */
	private record Memory(String name) implements TestDatabase {

		@Override
		public String productName() {
			return "SQLite";
		}

		@Override
		public String type() {
			return "memory";
		}

		@Override
		public boolean isOnDisk() {
			return false;
		}

		@Override
		public Store open(String namespace) {
			Store store = SqliteStore.inMemory(new MemoryDatabase(this.name, namespace), Clock.systemUTC());
			store.open();
			return store;
		}

		@Override
		public Connection connect() throws SQLException {
			return DriverManager.getConnection(new MemoryDatabase(this.name, "").url());
		}

	}

}
