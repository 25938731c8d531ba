package io.musubito.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

import io.musubito.StoreException;
import io.musubito.store.jdbc.LineageSchema;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
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

	private final SqliteConnections connections;

	private final Path file;

	private final Inspection inspection;

	SqliteSchema(SqliteConnections connections) {
		this(connections, connections::openForInspection);
	}

	/**
	 * Creates it.
	 * @param inspection connects to look at the file, and must change nothing in it
	 */
	SqliteSchema(SqliteConnections connections, Inspection inspection) {
		this.connections = connections;
		this.file = connections.file();
		this.inspection = inspection;
	}

	/**
	 * Creates or migrates the database unless it is up to date. Processes that start
	 * together do so one after the other.
	 * @throws StoreException when the file can't be used; it is as it was then
	 */
	@SuppressWarnings("try")
	void prepare() {
		try {
			if (inspect() == Finding.UP_TO_DATE) {
				return;
			}
			try (StartupLock lock = StartupLock.acquire(this.file)) {
				if (inspect() == Finding.OUTDATED) {
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

	/**
	 * Verifies, without writing anything, that the file has the tables of this release.
	 * @throws StoreException when the file can't be read
	 */
	void verify() {
		try {
			if (inspect() == Finding.UP_TO_DATE) {
				return;
			}
		}
		catch (IOException | SQLException | DataAccessException ex) {
			throw refusal(Objects.toString(ex.getMessage()), "Check that the file is readable", ex);
		}
		throw refusal(
				"its tables are not those of this release of Musubito, and they are not created or migrated, as "
						+ "musubito.store.access is read-only",
				"Start an application of this release that writes the store on it first, or use the release that wrote "
						+ "it",
				null);
	}

	private Finding inspect() throws IOException, SQLException {
		if (SqliteFile.isEmpty(this.file)) {
			return Finding.OUTDATED;
		}
		try (Connection connection = this.inspection.connect()) {
			return inspect(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
		}
		catch (SQLException ex) {
			throw damagedOrOther(ex);
		}
		catch (DataAccessException ex) {
			if (ex.getCause() instanceof SQLException cause) {
				throw damagedOrOther(cause);
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
			// A row that is damaged is a miss when it is met
			jdbc.sql("PRAGMA ignore_check_constraints = ON").update();
			// With the indexes: an effect that is not found would be performed again
			String problem = jdbc.sql("PRAGMA integrity_check(1)").query(String.class).single();
			if (!problem.equals("ok")) {
				throw damaged(problem, null);
			}
		}
		return (tables.isEmpty()) ? Finding.OUTDATED : compareVersion(jdbc);
	}

	private Finding compareVersion(JdbcClient jdbc) throws IOException {
		int version = LineageSchema.version(jdbc, UnaryOperator.identity());
		if (version > LineageSchema.VERSION) {
			throw refusal(
					"its schema has version " + version + ", and this release of Musubito knows versions up to "
							+ LineageSchema.VERSION,
					"Use the release that wrote it or a newer one, or set musubito.store.path to another file", null);
		}
		// Where Flyway would refuse it, it is asked
		return (LineageSchema.isAsMigrated(jdbc, SqliteDatabase.TYPE, UnaryOperator.identity())) ? Finding.UP_TO_DATE
				: Finding.OUTDATED;
	}

	private SQLException damagedOrOther(SQLException failure) throws IOException {
		if (failure instanceof SQLiteException ex) {
			boolean noDatabase = SqliteErrors.is(ex, SQLiteErrorCode.SQLITE_NOTADB);
			if (noDatabase && !SqliteFile.hasSqliteHeader(this.file)) {
				throw refusal("it is not a SQLite database",
						"Set musubito.store.path to another file, or move this one away", ex);
			}
			if (noDatabase || SqliteErrors.is(ex, SQLiteErrorCode.SQLITE_CORRUPT)) {
				throw damaged(Objects.toString(ex.getMessage()), ex);
			}
		}
		return failure;
	}

	private StoreException damaged(String problem, @Nullable Throwable cause) {
		return refusal("it is damaged (" + problem + "), and is left as it is",
				"If a backup was put in its place, delete '" + SqliteFile.sibling(this.file, "-wal")
						+ "', which belongs to the file before. Else restore a backup, or save what is in it with the "
						+ "command .recover of the sqlite3 shell. To begin with an empty store, move it away with its "
						+ "-wal and -shm: steps then execute again, and effects are performed again",
				cause);
	}

	private void migrate() throws SQLException {
		if (SqliteFile.isEmpty(this.file)) {
			this.connections.prepareEmpty();
		}
		try (Connection connection = this.connections.openForMigration()) {
			LineageSchema.migrate(new SingleConnectionDataSource(connection, true), SqliteDatabase.TYPE, null);
		}
		catch (FlywayValidateException ex) {
			throw refusal(
					"its schema was made by other migrations than those of this release of Musubito ("
							+ Objects.toString(ex.getMessage()).strip().replaceAll("\\R+", " ") + ")",
					"Use the release that wrote it, or set musubito.store.path to another file", ex);
		}
	}

	private StoreException refusal(String reason, String remedy, @Nullable Throwable cause) {
		return new StoreException(
				"The Musubito store '" + this.file + "' can't be opened: " + reason + ". " + remedy + ".", cause);
	}

	/**
	 * Connects to the file to look at it.
	 */
	interface Inspection {

		Connection connect() throws SQLException;

	}

	/**
	 * What lies in the file: the version that this release knows; or nothing yet, an
	 * older one, or one about which Flyway has to decide.
	 */
	private enum Finding {

		UP_TO_DATE, OUTDATED

	}

}
