package io.musubito.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;

import io.musubito.store.Store;
import io.musubito.store.TestDatabase;

/**
 * A SQLite file in a folder of a test.
 *
 * @param folder the folder
 */
record SqliteTestDatabase(Path folder) implements TestDatabase {

	@Override
	public String productName() {
		return "SQLite";
	}

	@Override
	public String type() {
		return "sqlite";
	}

	@Override
	public Store open(String namespace) {
		return SqliteStore.open(file(), namespace, false, Clock.systemUTC());
	}

	@Override
	public Connection connect() throws SQLException {
		return DriverManager.getConnection("jdbc:sqlite:" + file());
	}

	@Override
	public long usedBytes() throws SQLException {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			return (statement.executeQuery("PRAGMA page_count").getLong(1)
					- statement.executeQuery("PRAGMA freelist_count").getLong(1)) * 4096;
		}
	}

	Path file() {
		return this.folder.resolve("musubito.db");
	}

}
