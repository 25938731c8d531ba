package io.musubito.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.Callable;

import io.musubito.store.jdbc.JdbcStore;

/**
 * A store in a SQLite file whose connections are opened by a test.
 */
public final class InterceptedSqlite {

	private InterceptedSqlite() {
	}

	/**
	 * A store that is not open.
	 */
	public static JdbcStore at(Path file, Opening opening, Clock clock) {
		return SqliteStore.on(
				new SqliteConnections(file, false, (config, url) -> opening.open(() -> config.createConnection(url))),
				"", clock);
	}

	/**
	 * Opens a connection, or has it opened.
	 */
	public interface Opening {

		Connection open(Callable<Connection> connection) throws SQLException;

	}

}
