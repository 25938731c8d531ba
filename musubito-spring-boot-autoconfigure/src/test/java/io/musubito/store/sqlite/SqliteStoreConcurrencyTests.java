package io.musubito.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.musubito.StoreException;
import io.musubito.store.Recordings;
import io.musubito.testing.JavaProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link SqliteStore} with several threads, several stores and several processes.
 */
@Tag("process")
@Timeout(120)
class SqliteStoreConcurrencyTests extends Recordings {

	private static final int THREADS = 8;

	private static final int EACH = 100;

	@TempDir
	Path folder;

	private Path file() {
		return this.folder.resolve("musubito.db");
	}

	@Test
	void eightThreadsOfExecutionsLoseNothing() throws Exception {
		try (SqliteStore store = SqliteStore.open(file(), false, Clock.systemUTC())) {
			recordConcurrently(List.of(store));
			assertComplete(store);
		}
		try (SqliteStore store = SqliteStore.open(file(), false, Clock.systemUTC())) {
			assertComplete(store);
		}
	}

	@Test
	void twoStoresOnOneFileWriteAtOnce() throws Exception {
		try (SqliteStore store = SqliteStore.open(file(), false, Clock.systemUTC());
				SqliteStore other = SqliteStore.open(file(), false, Clock.systemUTC())) {
			recordConcurrently(List.of(store, other));
			assertComplete(store);
			assertComplete(other);
		}
	}

	private static void recordConcurrently(List<SqliteStore> stores) throws Exception {
		CyclicBarrier start = new CyclicBarrier(THREADS);
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		try {
			List<Future<Boolean>> threads = new ArrayList<>();
			for (int thread = 0; thread < THREADS; thread++) {
				SqliteStore store = stores.get(thread % stores.size());
				String operation = "thread" + thread;
				threads.add(executor.submit(() -> {
					start.await();
					for (int number = 0; number < EACH; number++) {
						store.nodes().record(inRun(execution(operation + "/" + number, "x"), operation, number + 1));
						store.nodes().record(inRun(replay(operation + "/" + number, "x"), operation, number + 1));
					}
					return true;
				}));
			}
			for (Future<Boolean> thread : threads) {
				assertThat(thread.get(100, TimeUnit.SECONDS)).isTrue();
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static void assertComplete(SqliteStore store) {
		for (int thread = 0; thread < THREADS; thread++) {
			for (int number = 0; number < EACH; number++) {
				assertThat(store.nodes().find(key("thread" + thread + "/" + number).nodeId())).isPresent();
			}
			assertThat(store.runs().find("thread" + thread).orElseThrow().steps()).hasSizeGreaterThanOrEqualTo(EACH);
		}
		assertThat(store.degraded()).isZero();
	}

	@Test
	void closeLosesNothing() {
		try (SqliteStore store = SqliteStore.open(file(), false, Clock.systemUTC())) {
			store.nodes().record(inRun(execution("draft", "x"), "run", 1));
			for (int number = 2; number <= 15_000; number++) {
				store.nodes().record(inRun(replay("draft", "x"), "run", number));
			}
		}
		try (SqliteStore store = SqliteStore.open(file(), false, Clock.systemUTC())) {
			assertThat(store.runs().find("run").orElseThrow().steps()).hasSize(15_000);
		}
	}

	@Test
	void aClosedStoreSaysSo() {
		SqliteStore store = SqliteStore.open(file(), false, Clock.systemUTC());
		store.close();
		store.close();
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.nodes().find("x"))
			.withMessageContaining("is closed");
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.nodes().record(execution("draft", "x")))
			.withMessageContaining("is closed");
		store.nodes().record(replay("draft", "x"));
		assertThat(store.degraded()).isOne();
		assertThat(store.pendingJournal()).isZero();
	}

	@Test
	void anInterruptedCallerDoesNotLoseWhatItRecords() {
		try (SqliteStore store = SqliteStore.open(file(), false, Clock.systemUTC())) {
			Thread.currentThread().interrupt();
			store.nodes().record(execution("draft", "x"));
			assertThat(store.nodes().find(key("draft").nodeId())).isPresent();
			assertThat(Thread.currentThread().isInterrupted()).isTrue();
		}
		finally {
			assertThat(Thread.interrupted()).isTrue();
		}
	}

	@Test
	void noticesThatItsFileWasDeleted() throws IOException {
		try (SqliteStore store = SqliteStore.open(file(), false, Clock.systemUTC())) {
			store.nodes().record(execution("draft", "x"));
			Files.delete(file());
			assertThatExceptionOfType(StoreException.class)
				.isThrownBy(() -> store.nodes().record(execution("draft", "y")))
				.withMessageContaining("deleted or replaced");
			store.nodes().record(replay("draft", "x"));
			Awaitility.await().until(() -> store.degraded() == 1);
			assertThat(file()).doesNotExist();
		}
	}

	@Test
	void aKilledProcessLosesNothingThatWasAcknowledged() throws Exception {
		int acknowledged = 0;
		try (JavaProcess process = JavaProcess.of(RecordingProcess.class, file()).start()) {
			while (acknowledged < 200) {
				acknowledged = Integer.parseInt(process.readLine(RecordingProcess.ACKNOWLEDGED));
			}
			process.kill();
		}
		try (SqliteStore store = SqliteStore.open(file(), false, Clock.systemUTC())) {
			for (int number = 1; number <= acknowledged; number++) {
				assertThat(store.nodes().find(key("draft/" + number).nodeId())).as("node %s", number).isPresent();
			}
		}
	}

	@Test
	void aSecondProcessAndThisOneWriteAtOnce() throws Exception {
		try (SqliteStore store = SqliteStore.open(file(), false, Clock.systemUTC());
				JavaProcess process = JavaProcess.of(RecordingProcess.class, file()).start()) {
			int mine = 0;
			while (Integer.parseInt(process.readLine(RecordingProcess.ACKNOWLEDGED)) < 300) {
				store.nodes().record(execution("mine/" + mine++, "x"));
			}
			assertThat(store.lineage().summary().nodes()).isGreaterThanOrEqualTo(300 + mine);
		}
	}

}
