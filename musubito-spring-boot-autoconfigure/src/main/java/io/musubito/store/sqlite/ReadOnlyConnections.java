package io.musubito.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import io.musubito.StoreException;
import io.musubito.store.jdbc.SqlTexts;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * How to connect to a SQLite file without writing anything, neither into it nor beside
 * it.
 *
 * <p>
 * SQLite reads a file that has a log by way of two files beside it, which it creates. As
 * long as nothing is in the log, it is told that nobody writes the file, so that it needs
 * neither these nor locks. Whether that was true is found out after each reading. When
 * something is in the log, the two files are there, and it reads with them.
 *
 * @param file the absolute path
 */
record ReadOnlyConnections(Path file) {

	private static final int BUSY_TIMEOUT_MILLIS = 10_000;

	private static final int CACHE_KIBIBYTES = 16 * 1024;

	/**
	 * Opens a session that reads.
	 * @param texts what its statements look like
	 */
	SqliteSession open(SqlTexts texts) throws SQLException {
		FileState before = FileState.settled(this.file);
		return new SqliteSession(connect(before), texts) {

			@Override
			protected boolean isCurrent() {
				return before.logged() || before.equals(FileState.of(ReadOnlyConnections.this.file));
			}

		};
	}

	Connection connect() throws SQLException {
		return connect(FileState.of(this.file));
	}

	private Connection connect(FileState state) throws SQLException {
		SQLiteConfig config = new SQLiteConfig();
		config.setReadOnly(true);
		config.setTempStore(TempStore.MEMORY);
		// To read a mapped file that was truncated ends the process
		config.setPragma(Pragma.MMAP_SIZE, "0");
		config.setCacheSize(-CACHE_KIBIBYTES);
		config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
		config.setGetGeneratedKeys(false);
		if (!state.logged()) {
			return config.createConnection("jdbc:sqlite:" + this.file.toUri() + "?immutable=1");
		}
		try {
			return connectWithLog(config);
		}
		catch (SQLiteException ex) {
			if (SqliteErrors.is(ex, SQLiteErrorCode.SQLITE_CANTOPEN)
					|| SqliteErrors.is(ex, SQLiteErrorCode.SQLITE_READONLY)) {
				throw logNeedsWriting(ex);
			}
			throw ex;
		}
	}

	/**
	 * SQLite opens the log when it reads for the first time.
	 */
	private Connection connectWithLog(SQLiteConfig config) throws SQLException {
		Connection connection = config.createConnection("jdbc:sqlite:" + this.file);
		boolean opened = false;
		try (Statement read = connection.createStatement()) {
			read.execute("SELECT count(*) FROM sqlite_schema");
			opened = true;
			return connection;
		}
		finally {
			if (!opened) {
				connection.close();
			}
		}
	}

	private StoreException logNeedsWriting(SQLiteException cause) {
		return new StoreException("The Musubito store '" + this.file + "' can't be opened: its log '"
				+ SqliteFile.sibling(this.file, "-wal") + "' has what is not in the file yet, and to read that, SQLite "
				+ "has to write into the folder, where this process may not. Start and end an application that writes "
				+ "the store, so that the log gets into the file, or let this process write into the folder.", cause);
	}

}
