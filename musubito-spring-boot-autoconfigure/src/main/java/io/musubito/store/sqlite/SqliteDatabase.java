package io.musubito.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.musubito.store.StoreProcesses;
import io.musubito.store.jdbc.Database;
import io.musubito.store.jdbc.JobConnections;
import io.musubito.store.jdbc.Session;
import io.musubito.store.jdbc.SqlTexts;
import io.musubito.store.jdbc.StoreFailures;
import org.jspecify.annotations.Nullable;

/**
 * A SQLite file.
 */
final class SqliteDatabase implements Database {

	static final String TYPE = "sqlite";

	private final SqliteConnections connections;

	private final FileProcesses processes;

	private final String namespace;

	private final SqlTexts texts;

	private final MemoryDatabase nothing;

	private volatile @Nullable OpenFile file;

	private final Queue<FileJobConnections> jobs = new ConcurrentLinkedQueue<>();

	SqliteDatabase(SqliteConnections connections, String namespace) {
		this.connections = connections;
		this.namespace = namespace;
		this.texts = new SqlTexts(null, namespace);
		this.nothing = MemoryDatabase.of(namespace);
		this.processes = new FileProcesses(connections.file());
	}

	@Override
	public boolean exists() {
		return this.file != null || !SqliteFile.isEmpty(this.connections.file());
	}

	@Override
	public void open() {
		SqliteFile.prepareFolder(this.connections.file());
		open(() -> new SqliteSchema(this.connections).prepare());
	}

	/**
	 * Opens the file with what is to be done before it is used.
	 */
	void open(Runnable preparation) {
		Path path = this.connections.file();
		SqliteLibrary.load();
		boolean opened = false;
		try {
			this.processes.register();
			preparation.run();
			this.file = new OpenFile(path);
			opened = true;
		}
		catch (IOException ex) {
			throw failures().reading(ex);
		}
		finally {
			if (!opened) {
				this.processes.close();
			}
		}
		this.nothing.close();
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
	public String namespace() {
		return this.namespace;
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
	public Session openEmpty() throws SQLException {
		return this.nothing.openEmpty();
	}

	@Override
	public Session openForWriting() throws SQLException {
		FileSession session = session(this.connections.openForWriting());
		session.openWriteAheadLog();
		file().writeAheadLogIsOpen();
		return session;
	}

	@Override
	public Session openForReading() throws SQLException {
		return session(this.connections.openForReading());
	}

	@Override
	public JobConnections jobs(String queue) {
		FileJobConnections source = new FileJobConnections(this.connections, file());
		this.jobs.add(source);
		// There is one writer anyway
		return new JobConnections(source, this.texts, queue, 1);
	}

	private FileSession session(Connection connection) {
		return new FileSession(connection, this.texts, file(), this.connections.synchronousFull());
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
		verifyInPlace();
		try {
			Backup.write(location(), this.connections.openForReading(), target);
		}
		catch (SQLException ex) {
			throw failures().reading(ex);
		}
	}

	@Override
	public boolean emptyLog() {
		verifyInPlace();
		try {
			return this.connections.emptyLog();
		}
		catch (VirtualMachineError ex) {
			throw ex;
		}
		catch (SQLException | Error ex) {
			// Drivers throw them too
			throw failures().writing(ex);
		}
	}

	@Override
	public void rewrite() {
		verifyInPlace();
		try {
			this.connections.rewrite();
		}
		catch (SQLException ex) {
			throw failures().writing(ex);
		}
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
		return failures(location());
	}

	static StoreFailures failures(String location) {
		return new StoreFailures(location, "Check that the file is still there, readable and not replaced",
				"Check the space on its disk and the permissions of its folder", "another program holds a lock on it",
				"End the transaction of that program; tools that lock the file have to work on a copy");
	}

	@Override
	public void close() {
		closeJobs();
		OpenFile opened = this.file;
		if (opened != null) {
			opened.removeLogOfReplacedFile();
		}
		this.processes.close();
		this.nothing.close();
	}

	private void closeJobs() {
		for (FileJobConnections source : this.jobs) {
			try {
				source.close();
			}
			catch (SQLException ex) {
				throw failures().writing(ex);
			}
		}
	}

}
