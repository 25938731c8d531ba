package io.musubito.store.postgresql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import io.musubito.store.Recordings;
import io.musubito.store.Store;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is erased is in no table of the database any more, and in none of their files.
 */
class PostgresqlErasureTests extends Recordings {

	private static final String MARKER = "Ada-Lovelace-4711";

	private final PostgresqlTestDatabase database = PostgresqlTestDatabase.create();

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
		for (String table : PostgresqlServer.shared().tables(this.database.schema())) {
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
		PostgresqlServer server = PostgresqlServer.shared();
		server.execute("CHECKPOINT");
		Path folder = Path.of(server.query("SHOW data_directory"));
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
