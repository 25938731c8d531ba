package io.musubito.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Another program that holds the lock of a transaction on a file until its input ends;
 * with a second argument one that keeps others from reading too.
 */
public final class LockingProgram {

	private LockingProgram() {
	}

	public static void main(String[] args) throws SQLException, IOException {
		if (args.length > 1) {
			keepFromReading(Path.of(args[0] + "-shm"));
			return;
		}
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + args[0]);
				Statement statement = connection.createStatement()) {
			statement.execute("PRAGMA busy_timeout = 20000");
			statement.execute("BEGIN IMMEDIATE");
			System.out.println("locked");
			while (System.in.read() >= 0) {
				// Wait
			}
			statement.execute("ROLLBACK");
		}
	}

	// The bytes that SQLite locks to read and to write
	private static void keepFromReading(Path memory) throws IOException {
		try (FileChannel channel = FileChannel.open(memory, StandardOpenOption.WRITE);
				FileLock lock = channel.lock(120, 8, false)) {
			System.out.println((lock.isValid()) ? "locked" : "not locked");
			while (System.in.read() >= 0) {
				// Wait
			}
		}
	}

}
