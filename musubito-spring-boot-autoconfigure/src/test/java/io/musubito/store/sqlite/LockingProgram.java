package io.musubito.store.sqlite;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Another program that holds the lock of a transaction on a file until its input ends.
 */
public final class LockingProgram {

	private LockingProgram() {
	}

	public static void main(String[] args) throws SQLException, IOException {
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

}
