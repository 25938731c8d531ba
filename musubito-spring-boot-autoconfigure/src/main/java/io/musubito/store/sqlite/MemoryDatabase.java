package io.musubito.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

import io.musubito.StoreException;
import io.musubito.store.StoreProcesses;
import io.musubito.store.jdbc.Database;
import io.musubito.store.jdbc.LineageSchema;
import io.musubito.store.jdbc.Session;
import io.musubito.store.jdbc.SqlTexts;
import io.musubito.store.jdbc.StoreFailures;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteConfig.TransactionMode;

import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A database of SQLite in the memory of this process. It is there as long as a connection
 * is open, so that one is kept.
 */
final class MemoryDatabase implements Database {

	static final String TYPE = "memory";

	private static final int BUSY_TIMEOUT_MILLIS = 10_000;

	private final StoreProcesses processes = new OnlyProcess();

	private final String url;

	private final String namespace;

	private final SqlTexts texts;

	private @Nullable Connection kept;

	/**
	 * Creates a database.
	 * @param name what connections of this process have in common that share what is in
	 * memory
	 * @param namespace the part of it that is seen here
	 */
	MemoryDatabase(String name, String namespace) {
		this.url = "jdbc:sqlite:file:/musubito-" + name + "?vfs=memdb";
		this.namespace = namespace;
		this.texts = new SqlTexts(null, namespace);
	}

	/**
	 * Creates a database that nobody shares.
	 * @param namespace the part of it that is used
	 */
	static MemoryDatabase of(String namespace) {
		return new MemoryDatabase(UUID.randomUUID().toString(), namespace);
	}

	String url() {
		return this.url;
	}

	@Override
	public String type() {
		return TYPE;
	}

	@Override
	public String location() {
		return "in memory";
	}

	@Override
	public String namespace() {
		return this.namespace;
	}

	@Override
	public long sizeBytes() {
		// On the disk
		return 0;
	}

	@Override
	public boolean exists() {
		// To open it leaves no trace
		return true;
	}

	@Override
	public synchronized void open() {
		SqliteLibrary.load();
		boolean opened = false;
		try {
			Connection connection = connect(TransactionMode.IMMEDIATE);
			this.kept = connection;
			LineageSchema.migrate(new SingleConnectionDataSource(connection, true), SqliteDatabase.TYPE, null);
			opened = true;
		}
		catch (SQLException | FlywayException ex) {
			throw failures().reading(ex);
		}
		finally {
			if (!opened) {
				close();
			}
		}
	}

	@Override
	public synchronized Session openEmpty() throws SQLException {
		if (this.kept == null) {
			open();
		}
		return new SqliteSession(connect(), this.texts) {

			@Override
			protected boolean isReusable() {
				return false;
			}

		};
	}

	@Override
	public Session openForWriting() throws SQLException {
		return new SqliteSession(connect(TransactionMode.IMMEDIATE), this.texts);
	}

	@Override
	public Session openForReading() throws SQLException {
		return new SqliteSession(connect(), this.texts);
	}

	Connection connect() throws SQLException {
		return connect(TransactionMode.DEFERRED);
	}

	private Connection connect(TransactionMode transactionMode) throws SQLException {
		SQLiteConfig config = new SQLiteConfig();
		config.enforceForeignKeys(true);
		config.setTempStore(TempStore.MEMORY);
		config.setTransactionMode(transactionMode);
		config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
		config.setGetGeneratedKeys(false);
		return config.createConnection(this.url);
	}

	@Override
	public void verifyInPlace() {
		// Nobody else can reach it
	}

	@Override
	public void verifyWasInPlace() {
		// Nobody else can reach it
	}

	@Override
	public void copyTo(Path target) {
		throw new StoreException(
				"The Musubito store is in memory and can't be backed up. Set musubito.store.type=sqlite "
						+ "to have it in a file.",
				null);
	}

	@Override
	public boolean emptyLog() {
		// There is none
		return true;
	}

	@Override
	public void rewrite() {
		// Nothing of it is on the disk
	}

	@Override
	public StoreProcesses processes() {
		return this.processes;
	}

	@Override
	public boolean isUnavailable(Throwable failure) {
		return SqliteErrors.isLocked(failure);
	}

	@Override
	public StoreFailures failures() {
		return new StoreFailures(location(), "Check the memory of the process", "Check the memory of the process",
				"a transaction holds a lock on it", "Report it");
	}

	@Override
	public synchronized void close() {
		Connection connection = this.kept;
		this.kept = null;
		try {
			if (connection != null) {
				connection.close();
			}
		}
		catch (SQLException ex) {
			throw new StoreException("The Musubito store in memory could not be closed: " + ex.getMessage(), ex);
		}
	}

}
