package io.musubito.store.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;

import io.musubito.store.AbstractNodeStoreTests;
import io.musubito.store.Store;
import io.musubito.store.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link io.musubito.store.NodeStore} on a SQLite file.
 */
@Tag("slow")
class SqliteNodeStoreTests extends AbstractNodeStoreTests {

	@TempDir
	Path folder;

	@Override
	protected TestDatabase database() {
		return new SqliteTestDatabase(this.folder);
	}

	@Test
	void hasAWriteAheadLog() throws SQLException {
		assertThat(query("PRAGMA journal_mode")).isEqualTo("wal");
	}

	@Test
	void showsShortPayloadsAsText() throws SQLException {
		nodes().record(execution("draft", "readable"));
		assertThat(query("SELECT inputs || ' ' || result FROM musubito_v_values")).isEqualTo("\"draft\" \"readable\"");
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
		Path file = new SqliteTestDatabase(this.folder).file();
		try (Store fixed = SqliteStore.open(file, false, Clock.fixed(NOW.plusSeconds(60), ZoneOffset.UTC))) {
			fixed.nodes().record(execution("draft", "good"));
			fixed.nodes().invalidate(key("draft").nodeId());
		}
		assertThat(query("SELECT updated_at FROM musubito_node"))
			.isEqualTo(Long.toString(NOW.plusSeconds(60).getEpochSecond() * 1_000_000_000 + NOW.getNano()));
	}

}
