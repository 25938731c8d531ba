package io.musubito.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import io.musubito.store.jdbc.SqlTexts;

/**
 * A connection to a SQLite file.
 */
final class FileSession extends SqliteSession {

	private final OpenFile file;

	private final boolean flushesAlways;

	private boolean flushes;

	/**
	 * Creates a session.
	 * @param connection the connection
	 * @param texts what its statements look like
	 * @param file the file that it is connected to
	 * @param flushesAlways whether each commit waits until it is on the disk; the
	 * connection is set up so already
	 */
	FileSession(Connection connection, SqlTexts texts, OpenFile file, boolean flushesAlways) {
		super(connection, texts);
		this.file = file;
		this.flushesAlways = flushesAlways;
		this.flushes = flushesAlways;
	}

	/**
	 * SQLite opens the log when it reads for the first time.
	 */
	void openWriteAheadLog() throws SQLException {
		try (Statement read = connection().createStatement()) {
			read.execute("SELECT count(*) FROM sqlite_schema");
		}
	}

	@Override
	protected void flushCommits(boolean required) throws SQLException {
		boolean flush = required || this.flushesAlways;
		if (flush == this.flushes) {
			return;
		}
		// Not prepared: SQLite obeys this pragma when it compiles it, and only then
		try (Statement pragma = connection().createStatement()) {
			pragma.execute("PRAGMA synchronous = " + ((flush) ? "FULL" : "NORMAL"));
		}
		this.flushes = flush;
	}

	@Override
	protected void shortenLog() throws SQLException {
		try (Statement statement = connection().createStatement()) {
			statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
		}
	}

	/**
	 * The last connection that is closed writes the log into the database. That must not
	 * happen with a log that was replaced: others may have written since. So the
	 * connection stays open until the process ends.
	 */
	@Override
	public void close() throws SQLException {
		if (this.file.isInPlace()) {
			super.close();
		}
	}

}
