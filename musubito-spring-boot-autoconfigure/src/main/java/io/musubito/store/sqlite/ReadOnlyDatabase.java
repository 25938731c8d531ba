package io.musubito.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

import io.musubito.StoreException;
import io.musubito.store.StoreProcesses;
import io.musubito.store.jdbc.Database;
import io.musubito.store.jdbc.Session;
import io.musubito.store.jdbc.SqlTexts;
import io.musubito.store.jdbc.StoreFailures;
import org.jspecify.annotations.Nullable;

/**
 * A SQLite file of which nothing is written. Others may write it meanwhile.
 */
final class ReadOnlyDatabase implements Database {

	private final Path path;

	private final ReadOnlyConnections connections;

	private final StoreProcesses processes;

	private final String namespace;

	private final SqlTexts texts;

	private final MemoryDatabase nothing;

	private volatile @Nullable OpenFile file;

	private @Nullable String read;

	ReadOnlyDatabase(Path path, String namespace) {
		this.path = path;
		this.connections = new ReadOnlyConnections(path);
		this.processes = new ObservedProcesses(path);
		this.namespace = namespace;
		this.texts = new SqlTexts(null, namespace);
		this.nothing = MemoryDatabase.of(namespace);
	}

	@Override
	public boolean isReadOnly() {
		return true;
	}

	@Override
	public String type() {
		return SqliteDatabase.TYPE;
	}

	@Override
	public String location() {
		return this.path.toString();
	}

	@Override
	public String namespace() {
		return this.namespace;
	}

	@Override
	public long sizeBytes() {
		return this.path.toFile().length() + SqliteFile.sibling(this.path, "-wal").toFile().length();
	}

	@Override
	public boolean exists() {
		return this.file != null || !SqliteFile.isEmpty(this.path);
	}

	@Override
	public void open() {
		SqliteFile.verifyReadable(this.path);
		SqliteLibrary.load();
		boolean opened = false;
		try {
			this.read = FileProcesses.observe(this.path.toRealPath());
			new SqliteSchema(new SqliteConnections(this.path, false), this.connections::connect).verify();
			this.file = new OpenFile(this.path);
			opened = true;
		}
		catch (IOException ex) {
			throw failures().reading(ex);
		}
		finally {
			if (!opened) {
				close();
			}
		}
		this.nothing.close();
	}

	@Override
	public Session openEmpty() throws SQLException {
		return this.nothing.openEmpty();
	}

	@Override
	public Session openForWriting() throws SQLException {
		return openForReading();
	}

	@Override
	public Session openForReading() throws SQLException {
		return this.connections.open(this.texts);
	}

	private OpenFile file() {
		OpenFile opened = this.file;
		if (opened == null) {
			throw new IllegalStateException("The database '" + location() + "' is not open");
		}
		return opened;
	}

	@Override
	public void verifyInPlace() {
		file().verifyInPlace();
	}

	@Override
	public void verifyWasInPlace() {
		file().verifyWasInPlace();
	}

	@Override
	public void copyTo(Path target) {
		FileState before = FileState.settled(this.path);
		try {
			Backup.write(location(), this.connections.connect(), target);
			if (!before.logged() && !before.equals(FileState.of(this.path))) {
				Files.delete(target);
				throw new StoreException("The Musubito store '" + location()
						+ "' was written while it was backed up, and the backup is deleted. Try again.", null);
			}
		}
		catch (SQLException | IOException ex) {
			throw failures().reading(ex);
		}
	}

	@Override
	public boolean emptyLog() {
		throw new IllegalStateException("The database '" + location() + "' is only read");
	}

	@Override
	public void rewrite() {
		throw new IllegalStateException("The database '" + location() + "' is only read");
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
		return SqliteDatabase.failures(location());
	}

	@Override
	public void close() {
		String noted = this.read;
		if (noted != null) {
			FilesRead.remove(noted);
			this.read = null;
		}
		this.nothing.close();
	}

}
