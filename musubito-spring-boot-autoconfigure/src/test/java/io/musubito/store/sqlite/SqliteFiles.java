package io.musubito.store.sqlite;

import java.io.IOException;
import java.nio.file.Path;

import io.musubito.store.jdbc.Database;

/**
 * SQLite files for tests of what is written on top of them.
 */
public final class SqliteFiles {

	private SqliteFiles() {
	}

	/**
	 * Opens a file as it is, without a schema.
	 * @param file the file
	 * @return the open file
	 */
	public static Database open(Path file) {
		SqliteDatabase database = new SqliteDatabase(new SqliteConnections(file, false), "");
		database.open(() -> {
		});
		return database;
	}

	static FileProcesses register(Path file) throws IOException {
		FileProcesses processes = new FileProcesses(file);
		processes.register();
		return processes;
	}

}
