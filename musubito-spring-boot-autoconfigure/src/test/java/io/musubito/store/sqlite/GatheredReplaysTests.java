package io.musubito.store.sqlite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.musubito.store.CountedTotals;
import io.musubito.store.Recordings;
import io.musubito.testing.JavaProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Replays outside of runs, which are written later than all else.
 */
@Tag("process")
@Timeout(120)
class GatheredReplaysTests extends Recordings {

	private static final int BYTES_EACH = 48;

	@TempDir
	Path folder;

	@Test
	void areAllWrittenWhenTheStoreIsClosed() throws Exception {
		try (SqliteStore store = open()) {
			store.nodes().record(execution("draft", "x"));
			ExecutorService threads = Executors.newFixedThreadPool(8);
			List<Future<?>> replaying = IntStream.range(0, 8).<Future<?>>mapToObj((i) -> threads.submit(() -> {
				for (int number = 0; number < 2_001; number++) {
					store.nodes().record(replay("draft", "x"));
				}
			})).toList();
			for (Future<?> each : replaying) {
				each.get();
			}
			threads.shutdown();
		}
		assertThat(count()).isEqualTo(8 * 2_001);
		verifyTotals();
	}

	@Test
	void areThereWhenSomebodyAsks() throws Exception {
		try (SqliteStore store = open()) {
			store.nodes().record(execution("draft", "x"));
			store.nodes().record(replay("draft", "x"));
			assertThat(store.pendingJournal()).isOne();
			store.lineage().summary();
			assertThat(store.pendingJournal()).isZero();
			assertThat(count()).isOne();
		}
	}

	@Test
	void areWrittenAfterAWhile() throws Exception {
		try (SqliteStore store = open()) {
			store.nodes().record(execution("draft", "x"));
			store.nodes().record(replay("draft", "x"));
			Awaitility.await().until(() -> count() == 1);
			store.nodes().record(replay("draft", "x"));
			Awaitility.await().until(() -> count() == 2);
			assertThat(store.pendingJournal()).isZero();
		}
	}

	@Test
	void aKilledProcessLosesSomeOfThemAndNoResult() throws Exception {
		try (JavaProcess process = JavaProcess.of(ReplayingProcess.class, file()).start()) {
			process.readLine(ReplayingProcess.DONE);
			process.kill();
		}
		long written = count();
		assertThat(written).isBetween(0L, (long) ReplayingProcess.REPLAYS);
		verifyTotals();
		try (SqliteStore store = open()) {
			for (int node = 0; node < ReplayingProcess.NODES; node++) {
				assertThat(store.nodes().find(key("draft/" + node).nodeId())).as("node %s", node).isPresent();
			}
			store.nodes().record(replay("draft/0", "x"));
		}
		assertThat(count()).isEqualTo(written + 1);
		verifyTotals();
	}

	@Test
	void takeFewBytesOfTheFile() throws Exception {
		int nodes = 1_000;
		try (SqliteStore store = open()) {
			for (int node = 0; node < nodes; node++) {
				store.nodes().record(execution("draft/" + node, "x"));
			}
			replayEach(store, nodes);
		}
		long before = Files.size(file());
		int replays = 50 * nodes;
		try (SqliteStore store = open()) {
			for (int i = 0; i < 50; i++) {
				replayEach(store, nodes);
			}
		}
		assertThat((Files.size(file()) - before) / (double) replays).isLessThanOrEqualTo(BYTES_EACH);
		assertThat(count()).isEqualTo(replays + nodes);
	}

	private static void replayEach(SqliteStore store, int nodes) {
		for (int node = 0; node < nodes; node++) {
			store.nodes().record(replay("draft/" + node, "x"));
		}
	}

	private SqliteStore open() {
		return SqliteStore.open(file(), false, Clock.systemUTC());
	}

	private Path file() {
		return this.folder.resolve("musubito.db");
	}

	private long count() throws SQLException {
		try (Connection connection = connect();
				ResultSet row = connection.createStatement().executeQuery("SELECT count(*) FROM musubito_replay")) {
			return row.getLong(1);
		}
	}

	private void verifyTotals() throws SQLException {
		try (Connection connection = connect()) {
			CountedTotals.verify(connection);
		}
	}

	private Connection connect() throws SQLException {
		return DriverManager.getConnection("jdbc:sqlite:" + file());
	}

}
