package io.musubito.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteOpenMode;

/**
 * A SQLite file and how to connect to it.
 *
 * @param file the absolute path
 * @param synchronousFull whether a commit survives the loss of power, not only the end of
 * the process
 * @param opener opens each connection
 */
record SqliteConnections(Path file, boolean synchronousFull, Opener opener) {

	private static final int BUSY_TIMEOUT_MILLIS = 10_000;

	// Others may migrate a large file
	private static final int STARTUP_BUSY_TIMEOUT_MILLIS = 30_000;

	private static final int CACHE_KIBIBYTES = 16 * 1024;

	SqliteConnections(Path file, boolean synchronousFull) {
		this(file, synchronousFull, SQLiteConfig::createConnection);
	}

	/**
	 * Opens a connection whose transactions take the write lock when they begin: one that
	 * first reads and then writes would fail when another process wrote in between.
	 */
	Connection openForWriting() throws SQLException {
		return connect(TransactionMode.IMMEDIATE, BUSY_TIMEOUT_MILLIS);
	}

	Connection openForMigration() throws SQLException {
		return connect(TransactionMode.IMMEDIATE, STARTUP_BUSY_TIMEOUT_MILLIS);
	}

	Connection openForReading() throws SQLException {
		return connect(TransactionMode.DEFERRED, BUSY_TIMEOUT_MILLIS);
	}

	private Connection connect(TransactionMode transactionMode, int busyTimeoutMillis) throws SQLException {
		SQLiteConfig config = new SQLiteConfig();
		config.setJournalMode(JournalMode.WAL);
		config.setSynchronous((this.synchronousFull) ? SynchronousMode.FULL : SynchronousMode.NORMAL);
		config.enforceForeignKeys(true);
		config.setTempStore(TempStore.MEMORY);
		// To read a mapped file that was truncated ends the process
		config.setPragma(Pragma.MMAP_SIZE, "0");
		config.setCacheSize(-CACHE_KIBIBYTES);
		config.setTransactionMode(transactionMode);
		config.setBusyTimeout(busyTimeoutMillis);
		config.setGetGeneratedKeys(false);
		// A file that was deleted meanwhile must not be created anew, empty
		config.resetOpenMode(SQLiteOpenMode.CREATE);
		return this.opener.open(config, url());
	}

	/**
	 * Has free pages given back on demand. That is decided before anything is written
	 * into a file, the journal mode included.
	 */
	void prepareEmpty() throws SQLException {
		SQLiteConfig config = new SQLiteConfig();
		config.setBusyTimeout(STARTUP_BUSY_TIMEOUT_MILLIS);
		config.resetOpenMode(SQLiteOpenMode.CREATE);
		try (Connection connection = this.opener.open(config, url());
				Statement statement = connection.createStatement()) {
			statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
			statement.execute("PRAGMA journal_mode = WAL");
		}
	}

	/**
	 * Writes the log into the file and truncates it, unless somebody reads or writes: to
	 * wait for them would keep others from writing.
	 */
	boolean emptyLog() throws SQLException {
		try (Connection connection = connect(TransactionMode.DEFERRED, 0);
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
			return row.getInt(1) == 0;
		}
		catch (SQLException ex) {
			if (SqliteErrors.isLocked(ex)) {
				return false;
			}
			throw ex;
		}
	}

	/**
	 * Deletes leave copies of rows in pages that were split, so that only a new file has
	 * nothing of them. What it is made in is a temporary file, as it need not fit into
	 * memory.
	 */
	void rewrite() throws SQLException {
		try (Connection connection = connect(TransactionMode.DEFERRED, STARTUP_BUSY_TIMEOUT_MILLIS);
				Statement statement = connection.createStatement()) {
			statement.execute("PRAGMA temp_store = FILE");
			statement.execute("VACUUM");
		}
	}

	/**
	 * Opens a connection that changes nothing in the file, not even its journal mode.
	 */
	Connection openForInspection() throws SQLException {
		SQLiteConfig config = new SQLiteConfig();
		config.setReadOnly(true);
		config.setBusyTimeout(STARTUP_BUSY_TIMEOUT_MILLIS);
		return this.opener.open(config, url());
	}

	private String url() {
		return "jdbc:sqlite:" + this.file;
	}

	/**
	 * Opens a connection.
	 */
	interface Opener {

		Connection open(SQLiteConfig config, String url) throws SQLException;

	}

}
