package io.musubito.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import io.musubito.StoreException;
import io.musubito.store.StoreProcesses;
import io.musubito.store.jdbc.Database;
import io.musubito.store.jdbc.Session;
import io.musubito.store.jdbc.StoreFailures;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * A SQLite file that is open.
 */
final class SqliteDatabase implements Database {

	static final String TYPE = "sqlite";

	static final int PRIMARY_RESULT_CODE = 0xFF;

	private final SqliteConnections connections;

	private final OpenFile file;

	private final FileProcesses processes;

	SqliteDatabase(SqliteConnections connections, OpenFile file, FileProcesses processes) {
		this.connections = connections;
		this.file = file;
		this.processes = processes;
	}

	/**
	 * Opens a file and creates or migrates it where that is needed.
	 * @param connections connects to the file
	 * @return the open file
	 * @throws io.musubito.StoreException when there can't be a store in this place
	 */
	static SqliteDatabase open(SqliteConnections connections) {
		Path file = connections.file();
		SqliteFile.prepareFolder(file);
		SqliteLibrary.load();
		FileProcesses processes = null;
		boolean opened = false;
		try {
			processes = FileProcesses.open(file);
			new SqliteSchema(connections).prepare();
			SqliteDatabase database = new SqliteDatabase(connections, new OpenFile(file), processes);
			opened = true;
			return database;
		}
		catch (IOException ex) {
			throw failures(file).reading(ex);
		}
		finally {
			if (processes != null && !opened) {
				processes.close();
			}
		}
	}

	@Override
	public String type() {
		return TYPE;
	}

	@Override
	public String location() {
		return this.connections.file().toString();
	}

	@Override
	public long sizeBytes() {
		Path path = this.connections.file();
		return size(path) + size(SqliteFile.sibling(path, "-wal"));
	}

	private static long size(Path path) {
		try {
			return Files.size(path);
		}
		catch (IOException ex) {
			// The write-ahead log comes and goes
			return 0;
		}
	}

	@Override
	public Session openForWriting() throws SQLException {
		SqliteSession session = session(this.connections.openForWriting());
		session.openWriteAheadLog();
		this.file.writeAheadLogIsOpen();
		return session;
	}

	@Override
	public Session openForReading() throws SQLException {
		return session(this.connections.openForReading());
	}

	private SqliteSession session(Connection connection) {
		return new SqliteSession(connection, this.file, this.connections.synchronousFull());
	}

	@Override
	public void verifyInPlace() {
		this.file.verifyInPlace();
	}

	@Override
	public void verifyWasInPlace() {
		this.file.verifyWasInPlace();
	}

	@Override
	public void copyTo(Path target) {
		verifyInPlace();
		SqliteFile.createForBackup(target);
		boolean copied = false;
		try (Connection connection = this.connections.openForReading();
				PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
			copy.setString(1, target.toString());
			copy.execute();
			copied = true;
		}
		catch (SQLException ex) {
			throw new StoreException("The Musubito store '" + location() + "' can't be backed up to '" + target + "': "
					+ ex.getMessage() + ". Check the space on the disk of the backup.", ex);
		}
		finally {
			if (!copied) {
				SqliteFile.delete(target);
			}
		}
	}

	@Override
	public StoreProcesses processes() {
		return this.processes;
	}

	@Override
	public boolean isLocked(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLiteException ex) {
				int code = ex.getResultCode().code & PRIMARY_RESULT_CODE;
				return code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_PROTOCOL.code;
			}
		}
		return false;
	}

	@Override
	public StoreFailures failures() {
		return failures(this.connections.file());
	}

	@Override
	public void close() {
		this.file.removeLogOfReplacedFile();
		this.processes.close();
	}

	private static StoreFailures failures(Path file) {
		return new StoreFailures(file.toString(), "Check that the file is still there, readable and not replaced",
				"Check the space on its disk and the permissions of its folder");
	}

}
