package io.musubito.store.sqlite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;

import io.musubito.store.AbstractRetentionTests;
import io.musubito.store.Removal;
import io.musubito.store.Store;
import io.musubito.testing.JavaProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is removed from a SQLite file, and that it takes less space then.
 */
@Tag("process")
@Tag("slow")
class SqliteRetentionTests extends AbstractRetentionTests {

	@TempDir
	Path folder;

	@Override
	protected SqliteTestDatabase database() {
		return new SqliteTestDatabase(this.folder);
	}

	@Override
	protected String beginWriting() {
		return "BEGIN IMMEDIATE";
	}

	@Override
	protected void verifyReferences() throws SQLException {
		try (Connection connection = database().connect(); Statement statement = connection.createStatement()) {
			assertThat(statement.executeQuery("PRAGMA foreign_key_check").next()).isFalse();
		}
	}

	@Test
	void aProcessThatIsKilledMeanwhileLeavesAWholeStore() throws Exception {
		this.store.close();
		try (JavaProcess process = JavaProcess.of(RetainingProcess.class, database().file()).start()) {
			process.readLine(RetainingProcess.RECORDED);
			Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> count("musubito_node") < 1_900);
			process.kill();
		}
		long left = count("musubito_node");
		assertThat(left).as("it was killed before it was done").isPositive();
		Store reopened = openAnother();
		assertThat(query("PRAGMA integrity_check")).isEqualTo("ok");
		verifyReferences();
		assertThat(count("musubito_edge")).as("each second has its first")
			.isEqualTo(count("musubito_node WHERE operation = 'second'"));
		for (int chain = 0; chain < RetainingProcess.CHAINS; chain++) {
			reopened.nodes()
				.find(key("second/" + chain).nodeId())
				.ifPresent((node) -> assertThat(node.payload()).isNotNull());
		}
		reopened.nodes().record(execution("draft", "x"));
		Removal rest = reopened.retention().apply(MONTH, NOW.plus(Duration.ofDays(90)));
		assertThat(rest.nodes()).isEqualTo(left);
	}

	@Test
	void aStoreInMemoryIsRetainedToo() {
		try (SqliteStore memory = SqliteStore.inMemory("", Clock.systemUTC())) {
			memory.nodes().record(execution("draft", "draft", LONG_AGO, null));
			memory.nodes().record(execution("newest", "newest", Duration.ZERO, null));
			assertThat(memory.retention().apply(MONTH, NOW).nodes()).isOne();
			assertThat(memory.retention().erase(key("newest").nodeId(), NOW)).isOne();
		}
	}

	@Test
	void theFileShrinks() throws Exception {
		for (int node = 0; node < 600; node++) {
			record("draft/" + node, LONG_AGO);
		}
		newest();
		try (Connection connection = database().connect(); Statement statement = connection.createStatement()) {
			statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
		}
		long before = Files.size(database().file());
		this.store.retention().apply(MONTH, NOW);
		assertThat(Files.size(database().file())).isLessThan(before / 2);
		assertThat(Files.size(SqliteFile.sibling(database().file(), "-wal"))).isZero();
	}

	@Test
	void whoReadsFromTheLogDoesNotMakeItFail() throws Exception {
		record("draft", LONG_AGO);
		newest();
		try (Connection reader = database().connect()) {
			reader.setAutoCommit(false);
			reader.createStatement().executeQuery("SELECT count(*) FROM musubito_node").next();
			assertThat(this.store.retention().apply(MONTH, NOW).nodes()).isOne();
			reader.rollback();
		}
	}

	@Test
	void aNewFileGivesFreePagesBackOnDemand() throws Exception {
		try (Connection connection = database().connect(); Statement statement = connection.createStatement()) {
			assertThat(statement.executeQuery("PRAGMA auto_vacuum").getInt(1)).isEqualTo(2);
			assertThat(statement.executeQuery("PRAGMA journal_mode").getString(1)).isEqualTo("wal");
		}
	}

}
