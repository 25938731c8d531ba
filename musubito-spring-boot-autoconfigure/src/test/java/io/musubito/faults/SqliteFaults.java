package io.musubito.faults;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import io.musubito.store.sqlite.InterceptedSqlite;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A SQLite file.
 */
final class SqliteFaults implements FaultyDatabase {

	private final Path file;

	private final Connection beside;

	SqliteFaults(Path directory) throws SQLException {
		this.file = directory.resolve("musubito.db");
		try (Office office = startOther()) {
			office.desk().answer("the first of all");
		}
		this.beside = connect();
	}

	@Override
	public List<Fault> faults() {
		return List.of(Fault.REFUSED, Fault.DONE, Fault.ERROR, Fault.ERROR_AFTER, Fault.BUSY);
	}

	@Override
	public SQLException failure(Fault fault, String what) {
		return (fault == Fault.BUSY)
				? new SQLiteException("[SQLITE_BUSY] fault at " + what, SQLiteErrorCode.SQLITE_BUSY)
				: new SQLiteException("[SQLITE_IOERR] fault at " + what, SQLiteErrorCode.SQLITE_IOERR);
	}

	/**
	 * SQLite is no server: when it says that it has not committed, it has not.
	 */
	@Override
	public boolean isPossible(Fault fault, String what) {
		return fault != Fault.DONE || !what.startsWith("setAutoCommit true");
	}

	@Override
	public Office start(FaultPlan plan) {
		FaultyJdbc jdbc = new FaultyJdbc(plan);
		return new Office(() -> InterceptedSqlite.at(this.file,
				(opening) -> jdbc.open(() -> jdbc.connection(opening.call())), World.CLOCK));
	}

	@Override
	public Office startOther() {
		return new Office(null, "musubito.store.path=" + this.file);
	}

	@Override
	public Connection connect() throws SQLException {
		return DriverManager.getConnection("jdbc:sqlite:" + this.file);
	}

	@Override
	public void verifyReleased() throws SQLException {
		try (Statement statement = this.beside.createStatement()) {
			statement.execute("PRAGMA busy_timeout = 0");
			statement.execute("BEGIN IMMEDIATE");
			statement.execute("ROLLBACK");
		}
	}

	@Override
	public void verifySound() throws SQLException {
		try (Statement statement = this.beside.createStatement()) {
			try (ResultSet row = statement.executeQuery("PRAGMA integrity_check")) {
				assertThat(row.getString(1)).isEqualTo("ok");
			}
			try (ResultSet rows = statement.executeQuery("PRAGMA foreign_key_check")) {
				assertThat(rows.next()).as("foreign keys that lead nowhere").isFalse();
			}
		}
	}

	@Override
	public void close() throws SQLException {
		this.beside.close();
	}

}
