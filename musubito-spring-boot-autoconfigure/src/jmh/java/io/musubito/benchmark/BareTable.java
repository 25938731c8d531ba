package io.musubito.benchmark;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * A table of texts of 1 KB by a key of 64 characters, and nothing around it.
 */
final class BareTable implements AutoCloseable {

	private static final long MAPPED = 1L << 30;

	private final Scratch scratch = new Scratch();

	private final String[] keys;

	BareTable(int rows) throws SQLException, IOException {
		this.keys = IntStream.range(0, rows).mapToObj(Hashes::of).toArray(String[]::new);
		Connection connection = this.scratch.connect();
		connection.createStatement()
			.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, payload TEXT NOT NULL)");
		connection.setAutoCommit(false);
		PreparedStatement insert = connection.prepareStatement("INSERT INTO bare (key, payload) VALUES (?, ?)");
		for (int i = 0; i < rows; i++) {
			insert.setString(1, this.keys[i]);
			insert.setString(2, Texts.kilobyte(i));
			insert.executeUpdate();
		}
		connection.setAutoCommit(true);
	}

	/**
	 * A point read by a connection of its own, with the settings of the store.
	 * @param number which one of several, so that each begins elsewhere
	 */
	Callable<String> reader(int number) throws SQLException {
		return reader(this.scratch.connect(), number);
	}

	/**
	 * A point read of a file that is mapped into memory.
	 */
	Callable<String> mappedReader() throws SQLException {
		return reader(this.scratch.connect(MAPPED), 0);
	}

	private Callable<String> reader(Connection connection, int number) throws SQLException {
		PreparedStatement select = connection.prepareStatement("SELECT payload FROM bare WHERE key = ?");
		Order order = new Order(this.keys.length, number);
		return () -> {
			select.setString(1, this.keys[order.next()]);
			try (ResultSet row = select.executeQuery()) {
				row.next();
				return row.getString(1);
			}
		};
	}

	@Override
	public void close() throws SQLException, IOException {
		this.scratch.close();
	}

}
