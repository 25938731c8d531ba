package io.musubito.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.sqlite.SQLiteConfig;

import org.springframework.util.FileSystemUtils;

/**
 * A folder for the files of one trial, and bare connections to SQLite files in it with
 * the settings that the store uses.
 */
final class Scratch implements AutoCloseable {

	private static final int CACHE_KIBIBYTES = 16 * 1024;

	private final Path folder;

	private final List<Connection> connections = new ArrayList<>();

	Scratch() throws IOException {
		this.folder = Files.createTempDirectory("musubito-benchmark");
	}

	Path folder() {
		return this.folder;
	}

	Path file() {
		return this.folder.resolve("musubito.db");
	}

	/**
	 * Connects as the store does: without memory mapping.
	 */
	Connection connect() throws SQLException {
		return connect(0);
	}

	/**
	 * Connects as the store does, but for the memory mapping.
	 * @param mapped how many bytes of the file are mapped
	 */
	Connection connect(long mapped) throws SQLException {
		SQLiteConfig config = new SQLiteConfig();
		config.setJournalMode(SQLiteConfig.JournalMode.WAL);
		config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
		config.enforceForeignKeys(true);
		config.setTempStore(SQLiteConfig.TempStore.MEMORY);
		config.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, Long.toString(mapped));
		config.setCacheSize(-CACHE_KIBIBYTES);
		config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
		config.setBusyTimeout(30_000);
		config.setGetGeneratedKeys(false);
		Connection connection = config.createConnection("jdbc:sqlite:" + file());
		this.connections.add(connection);
		return connection;
	}

	@Override
	public void close() throws SQLException, IOException {
		for (Connection connection : this.connections) {
			connection.close();
		}
		FileSystemUtils.deleteRecursively(this.folder);
	}

}
