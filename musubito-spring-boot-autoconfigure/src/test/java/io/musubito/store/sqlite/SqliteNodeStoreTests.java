package io.musubito.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;

import io.musubito.store.AbstractNodeStoreTests;
import io.musubito.store.NodeStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link io.musubito.store.NodeStore} on a SQLite file.
 */
class SqliteNodeStoreTests extends AbstractNodeStoreTests {

	@TempDir
	Path folder;

	private SqliteStore store;

	@BeforeEach
	void open() {
		this.store = SqliteStore.open(file(), false, Clock.systemUTC());
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	private Path file() {
		return this.folder.resolve("musubito.db");
	}

	@Override
	protected NodeStore nodes() {
		return this.store.nodes();
	}

	@Override
	protected void settle() {
		this.store.runs().recent(1);
	}

	@Test
	void isSqliteWithAWriteAheadLog() throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file())) {
			assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("SQLite");
			assertThat(connection.createStatement().executeQuery("PRAGMA journal_mode").getString(1)).isEqualTo("wal");
		}
	}

	@Test
	void keepsShortPayloadsAsReadableText() throws SQLException {
		nodes().record(execution("draft", "readable"));
		assertThat(query("SELECT typeof(payload) || ' ' || payload FROM musubito_artifact"))
			.isEqualTo("text \"readable\"");
		assertThat(query("SELECT typeof(inputs) || ' ' || inputs FROM musubito_node_details"))
			.isEqualTo("text \"draft\"");
	}

	@Test
	void keepsLongPayloadsCompressed() throws SQLException {
		nodes().record(execution("draft", "long ".repeat(20_000)));
		assertThat(query("SELECT compressed || ' ' || size || ' ' || (length(payload) < 2000) FROM musubito_artifact"))
			.isEqualTo("1 100002 1");
	}

	@Test
	void returnsADamagedPayloadAsItIsAndHealsItByTheNextExecution() throws SQLException {
		nodes().record(execution("draft", "good"));
		update("UPDATE musubito_artifact SET payload = '\"evil\"'");
		assertThat(find("draft").payload()).isEqualTo(artifact("evil").payload());
		nodes().record(execution("draft", "good"));
		assertThat(find("draft").payload()).isEqualTo(artifact("good").payload());
	}

	@Test
	void returnsANodeWhosePayloadIsGone() throws SQLException {
		nodes().record(execution("draft", "good"));
		update("UPDATE musubito_artifact SET payload = NULL");
		assertThat(find("draft").artifactId()).isEqualTo(artifact("good").artifactId());
		assertThat(find("draft").payload()).isNull();
	}

	@Test
	void datesWhatItMarksByTheClockThatItIsGiven() throws SQLException {
		this.store.close();
		this.store = SqliteStore.open(file(), false, Clock.fixed(NOW.plusSeconds(60), ZoneOffset.UTC));
		nodes().record(execution("draft", "good"));
		nodes().invalidate(key("draft").nodeId());
		assertThat(query("SELECT updated_at FROM musubito_node"))
			.isEqualTo(Long.toString(NOW.plusSeconds(60).getEpochSecond() * 1_000_000_000 + NOW.getNano()));
	}

	private String query(String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file())) {
			return connection.createStatement().executeQuery(sql).getString(1);
		}
	}

	private void update(String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file())) {
			connection.createStatement().executeUpdate(sql);
		}
	}

}
