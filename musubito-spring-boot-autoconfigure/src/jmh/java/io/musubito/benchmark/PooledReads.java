package io.musubito.benchmark;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;

import com.zaxxer.hikari.HikariDataSource;
import io.musubito.store.postgresql.PostgresqlServer;

/**
 * Point reads of payloads of 1 KB in PostgreSQL: each with a connection of a pool, and
 * with a statement that the server has prepared.
 */
final class PooledReads implements AutoCloseable {

	private static final String SELECT = "SELECT payload FROM bare WHERE id = ?";

	private final HikariDataSource pool = new HikariDataSource();

	private final int rows;

	PooledReads(int rows) throws SQLException {
		this.rows = rows;
		this.pool.setJdbcUrl(PostgresqlServer.shared().url());
		try (Connection connection = this.pool.getConnection()) {
			connection.createStatement().execute("CREATE TABLE bare (id BIGINT PRIMARY KEY, payload BYTEA)");
			try (PreparedStatement insert = connection.prepareStatement("INSERT INTO bare VALUES (?, ?)")) {
				for (int row = 0; row < rows; row++) {
					insert.setLong(1, row);
					insert.setBytes(2, Texts.kilobyte(row).getBytes(StandardCharsets.UTF_8));
					insert.addBatch();
				}
				insert.executeBatch();
			}
		}
	}

	Callable<byte[]> read() {
		Order order = new Order(this.rows, 0);
		return () -> {
			try (Connection connection = this.pool.getConnection();
					PreparedStatement select = connection.prepareStatement(SELECT)) {
				select.setLong(1, order.next());
				try (ResultSet row = select.executeQuery()) {
					row.next();
					return row.getBytes(1);
				}
			}
		};
	}

	/**
	 * The same after some work on the processor.
	 */
	Callable<byte[]> readAfter(Duration work) {
		Callable<byte[]> read = read();
		return () -> {
			long end = System.nanoTime() + work.toNanos();
			while (System.nanoTime() - end < 0) {
				Thread.onSpinWait();
			}
			return read.call();
		};
	}

	@Override
	public void close() {
		this.pool.close();
	}

}
