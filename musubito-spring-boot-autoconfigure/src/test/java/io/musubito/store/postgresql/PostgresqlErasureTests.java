package io.musubito.store.postgresql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import io.musubito.store.Recordings;
import io.musubito.store.Store;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is erased is in no table of the database any more, and in none of their files.
 */
@Tag("process")
class PostgresqlErasureTests extends Recordings {

	private static final String MARKER = "Ada-Lovelace-4711";

	private final PostgresqlServer server = PostgresqlServer.shared();

	private final PostgresqlTestDatabase database = PostgresqlTestDatabase.create();

	// A row that another transaction could still see stays in its file until that has
	// ended
	@BeforeEach
	void awaitTheEndOfOtherTransactions() {
		this.server.execute("ALTER SYSTEM SET autovacuum = off");
		this.server.execute("SELECT pg_reload_conf()");
		Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> this.server.query("""
				SELECT count(*) FROM pg_stat_activity WHERE backend_xmin IS NOT NULL AND pid <> pg_backend_pid()
				""").equals("0"));
	}

	@AfterEach
	void resumeVacuuming() {
		this.server.execute("ALTER SYSTEM RESET autovacuum");
		this.server.execute("SELECT pg_reload_conf()");
	}

	@Test
	void isInNoTableAndInNoneOfTheirFiles() throws Exception {
		try (Store store = this.database.open()) {
			store.nodes().record(execution("draft", MARKER));
			store.nodes().record(execution("score", "about " + MARKER, data("draft", MARKER)));
			store.nodes().record(execution("other", "somebody else"));
			assertThat(tablesWithMarker()).isNotEmpty();
			assertThat(filesWithMarker()).isNotEmpty();
			assertThat(store.retention().erase(key("draft").nodeId(), NOW)).isEqualTo(2);
			assertThat(tablesWithMarker()).isEmpty();
			assertThat(filesWithMarker()).isEmpty();
			assertThat(store.nodes().find(key("other").nodeId())).isPresent();
		}
	}

	private List<String> tablesWithMarker() throws SQLException {
		String bytes = HexFormat.of().formatHex(MARKER.getBytes(StandardCharsets.UTF_8));
		List<String> found = new ArrayList<>();
		for (String table : this.server.tables(this.database.schema())) {
			try (Connection connection = this.database.connect();
					Statement statement = connection.createStatement();
					ResultSet rows = statement.executeQuery("SELECT t::text FROM " + table + " t")) {
				while (rows.next()) {
					if (rows.getString(1).contains(MARKER) || rows.getString(1).contains(bytes)) {
						found.add(table);
					}
				}
			}
		}
		return found;
	}

	private List<String> filesWithMarker() throws SQLException, IOException {
		this.server.execute("CHECKPOINT");
		Path folder = Path.of(this.server.query("SHOW data_directory"));
		List<String> found = new ArrayList<>();
		try (Connection connection = this.database.connect();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(
						"""
								SELECT c.relname, pg_relation_filepath(c.oid)
								FROM pg_class c
								WHERE pg_relation_filepath(c.oid) IS NOT NULL AND (c.relnamespace = current_schema()::regnamespace
									OR c.oid IN (SELECT t.reltoastrelid FROM pg_class t WHERE t.relnamespace = current_schema()::regnamespace))
								""")) {
			while (rows.next()) {
				Path file = folder.resolve(rows.getString(2));
				if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(MARKER)) {
					found.add(rows.getString(1));
				}
			}
		}
		return found;
	}

}
