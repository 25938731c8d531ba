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
	public static Database open(Path file) throws IOException {
		return new SqliteDatabase(new SqliteConnections(file, false), new OpenFile(file), FileProcesses.open(file));
	}

}
