package io.musubito.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

import io.musubito.StoreException;
import io.musubito.store.jdbc.LineageSchema;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Brings a SQLite file to the schema that this code knows, and refuses what isn't a store
 * of it.
 */
final class SqliteSchema {

	private static final long CHECKED_BYTES = 16 << 20;

	private static final int PRIMARY_RESULT_CODE = 0xFF;

	private final SqliteConnections connections;

	private final Path file;

	private final Clock clock;

	SqliteSchema(SqliteConnections connections, Clock clock) {
		this.connections = connections;
		this.file = connections.file();
		this.clock = clock;
	}

	/**
	 * Creates or migrates the database unless it is up to date. Processes that start
	 * together do so one after the other.
	 * @throws StoreException when the file can't be used; it is as it was then
	 */
	@SuppressWarnings("try")
	void prepare() {
		try {
			if (inspect() instanceof UpToDate) {
				return;
			}
			try (StartupLock lock = StartupLock.acquire(this.file)) {
				Finding finding = inspect();
				if (finding instanceof Corrupt corrupt) {
					SqliteFile.moveAside(this.file, corrupt.problem(), this.clock.instant());
				}
				if (!(finding instanceof UpToDate)) {
					SqliteFile.createIfMissing(this.file);
					migrate();
				}
			}
		}
		catch (IOException | SQLException | DataAccessException | FlywayException ex) {
			throw refusal(Objects.toString(ex.getMessage()),
					"Check that the file is readable and writable and that nobody holds a lock on it", ex);
		}
	}

	private Finding inspect() throws IOException, SQLException {
		if (SqliteFile.isEmpty(this.file)) {
			return new Outdated();
		}
		try (Connection connection = this.connections.openForInspection()) {
			return inspect(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
		}
		catch (SQLException ex) {
			return corruptOrRefused(ex);
		}
		catch (DataAccessException ex) {
			if (ex.getCause() instanceof SQLException cause) {
				return corruptOrRefused(cause);
			}
			throw ex;
		}
	}

	private Finding inspect(JdbcClient jdbc) throws IOException {
		List<@Nullable String> tables = jdbc
			.sql("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'")
			.query(String.class)
			.list();
		if (!tables.isEmpty() && !tables.contains(LineageSchema.HISTORY_TABLE)) {
			throw refusal("it is the database of another application, with the table '" + tables.get(0) + "'",
					"Set musubito.store.path to a file of its own", null);
		}
		if (Files.size(this.file) <= CHECKED_BYTES) {
			String problem = jdbc.sql("PRAGMA quick_check(1)").query(String.class).single();
			if (!problem.equals("ok")) {
				return new Corrupt(problem);
			}
		}
		return (tables.isEmpty()) ? new Outdated() : compareVersion(jdbc);
	}

	private Finding compareVersion(JdbcClient jdbc) {
		int version = LineageSchema.version(jdbc);
		if (version > LineageSchema.VERSION) {
			throw refusal(
					"its schema has version " + version + ", and this release of Musubito knows versions up to "
							+ LineageSchema.VERSION,
					"Use the release that wrote it or a newer one, or set musubito.store.path to another file", null);
		}
		return (version == LineageSchema.VERSION) ? new UpToDate() : new Outdated();
	}

	private Finding corruptOrRefused(SQLException failure) throws IOException, SQLException {
		if (failure instanceof SQLiteException ex) {
			int code = ex.getResultCode().code & PRIMARY_RESULT_CODE;
			if (code == SQLiteErrorCode.SQLITE_CORRUPT.code) {
				return new Corrupt(Objects.toString(ex.getMessage()));
			}
			if (code == SQLiteErrorCode.SQLITE_NOTADB.code) {
				if (SqliteFile.hasSqliteHeader(this.file)) {
					return new Corrupt(Objects.toString(ex.getMessage()));
				}
				throw refusal("it is not a SQLite database",
						"Set musubito.store.path to another file, or move this one away", ex);
			}
		}
		throw failure;
	}

	private void migrate() throws SQLException {
		try (Connection connection = this.connections.openForWriting()) {
			LineageSchema.migrate(new SingleConnectionDataSource(connection, true), SqliteDatabase.TYPE);
		}
	}

	private StoreException refusal(String reason, String remedy, @Nullable Throwable cause) {
		return new StoreException(
				"The Musubito store '" + this.file + "' can't be opened: " + reason + ". " + remedy + ".", cause);
	}

	/**
	 * What lies in the file.
	 */
	private sealed interface Finding {

	}

	private record UpToDate() implements Finding {

	}

	/**
	 * Nothing yet, or an older version.
	 */
	private record Outdated() implements Finding {

	}

	private record Corrupt(String problem) implements Finding {

	}

}
