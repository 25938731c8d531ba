package io.musubito.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;

import io.musubito.StoreException;
import io.musubito.store.StoreProcesses;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Who works with a SQLite file. Each open store holds a lock on a file of its own in the
 * folder {@code <database>.owners}, which the kernel drops when the process ends, in
 * whichever way. The name of the file says which process it is, and which copy of SQLite
 * the store uses:
 * {@code <process id>-<id of the virtual machine>-<id of the copy>-<unique id>.lock}.
 *
 * <p>
 * On POSIX, closing any channel on a file drops the locks that the process has on it. So
 * no file of this process is ever opened to examine it.
 */
final class FileProcesses implements StoreProcesses, AutoCloseable {

	// A literal is the same object for all class loaders of a process
	private static final Object MONITOR = "io.musubito.store.owners";

	// Of text, as others write the system properties into files
	private static final String MACHINE_PROPERTY = "io.musubito.store.machine";

	private static final String SUFFIX = ".lock";

	private static final Log logger = LogFactory.getLog(FileProcesses.class);

	private final Path database;

	private final String self;

	private volatile @Nullable Registration registration;

	/**
	 * Creates it, without a trace on the disk.
	 * @param database the file, which need not be there yet
	 */
	FileProcesses(Path database) {
		this.database = database;
		this.self = ofThisCopy() + UUID.randomUUID();
	}

	/**
	 * Registers the store, before it connects to the file for the first time, and removes
	 * the files of processes that have ended.
	 * @throws StoreException when a store of this process has it open that uses another
	 * copy of SQLite
	 * @throws IOException when the lock can't be had
	 */
	void register() throws IOException {
		Path file = Files.exists(this.database) ? this.database.toRealPath()
				: SqliteFile.parent(this.database).toRealPath().resolve(this.database.getFileName());
		Path folder = SqliteFile.sibling(file, ".owners");
		synchronized (MONITOR) {
			this.registration = register(folder);
			try {
				refuseAnotherCopyOfSqlite(file, folder);
				removeEnded(folder);
			}
			catch (IOException | StoreException ex) {
				close();
				throw ex;
			}
		}
	}

	private Registration register(Path folder) throws IOException {
		Path file = folder.resolve(this.self + SUFFIX);
		while (true) {
			if (!Files.isDirectory(folder)) {
				Files.createDirectories(folder, SqliteFile.permissions(folder, "rwx------"));
			}
			try {
				FileChannel channel = FileChannel.open(file,
						Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
						SqliteFile.permissions(folder, "rw-------"));
				// Until it is locked, others may take it for that of a process that has
				// ended
				if (channel.tryLock() != null && Files.exists(file)) {
					return new Registration(folder, file, channel);
				}
				channel.close();
			}
			catch (NoSuchFileException ex) {
				logger.debug("The last store that was open has removed the folder", ex);
			}
		}
	}

	private static String ofThisMachine() {
		Object id = System.getProperties()
			.computeIfAbsent(MACHINE_PROPERTY, (name) -> UUID.randomUUID().toString().replace("-", ""));
		return ProcessHandle.current().pid() + "-" + id + "-";
	}

	/**
	 * Each class loader of the driver loads a library of its own.
	 */
	private static String ofThisCopy() {
		Class<?> driver = SQLiteJDBCLoader.class;
		return ofThisMachine() + Integer.toHexString(System.identityHashCode(driver))
				+ Integer.toHexString(System.identityHashCode(driver.getClassLoader())) + "-";
	}

	/**
	 * Notes that a file is only read, which leaves no trace on the disk.
	 * @param file the real path
	 * @return what {@link FilesRead#remove} takes
	 * @throws StoreException when a store of this process has it open that uses another
	 * copy of SQLite
	 * @throws IOException when it can't be found out
	 */
	static String observe(Path file) throws IOException {
		synchronized (MONITOR) {
			refuseAnotherCopyOfSqlite(file, SqliteFile.sibling(file, ".owners"));
			return FilesRead.add(file, ofThisCopy());
		}
	}

	static boolean isOfThisMachine(String process) {
		return process.startsWith(ofThisMachine());
	}

	/**
	 * The locks by which SQLite excludes others hold between processes only. Within one,
	 * a copy of it knows its own connections, and those of no other copy.
	 */
	private static void refuseAnotherCopyOfSqlite(Path file, Path folder) throws IOException {
		boolean other = FilesRead.isReadWithOther(file, ofThisCopy());
		if (Files.isDirectory(folder)) {
			try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ofThisMachine() + "*" + SUFFIX)) {
				for (Path owner : files) {
					other |= !owner.getFileName().toString().startsWith(ofThisCopy());
				}
			}
		}
		if (other) {
			throw new StoreException("The Musubito store '" + file + "' can't be opened: another class "
					+ "loader of this process has it open, with its own copy of SQLite, and two copies in one "
					+ "process would corrupt the file. Set musubito.store.path to another file in one of the "
					+ "two applications, run them in two processes, or put sqlite-jdbc where both load it "
					+ "from. If the other one was stopped without closing its application context, restart "
					+ "the process.", null);
		}
	}

	@Override
	public String self() {
		return this.self;
	}

	@Override
	public boolean isAlive(String process) {
		if (process.equals(this.self)) {
			return true;
		}
		Registration registered = this.registration;
		if (registered == null) {
			// To take it for one that has ended would let its work be done twice
			throw new StoreException("It can't be found out whether the process '" + process
					+ "' still works with the Musubito store '" + this.database + "', which is not open.", null);
		}
		Path file = registered.folder().resolve(process + SUFFIX);
		synchronized (MONITOR) {
			try {
				return process.startsWith(ofThisMachine()) ? Files.exists(file) : isLocked(file);
			}
			catch (IOException ex) {
				throw new StoreException("It can't be found out whether the process '" + process
						+ "' still works with the Musubito store: " + ex + ". Check the permissions of the folder '"
						+ registered.folder() + "'.", ex);
			}
		}
	}

	/**
	 * Two processes that examine a file at the same time must not take each other for the
	 * process of the file: they try a shared lock, and the process holds an exclusive
	 * one.
	 */
	private static boolean isLocked(Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
				FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
			if (lock == null) {
				return true;
			}
			Files.deleteIfExists(file);
			return false;
		}
		catch (NoSuchFileException ex) {
			return false;
		}
		catch (OverlappingFileLockException ex) {
			// Of this process, whose system properties were replaced
			return true;
		}
	}

	private static void removeEnded(Path folder) throws IOException {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
			for (Path file : files) {
				if (!file.getFileName().toString().startsWith(ofThisMachine())) {
					removeIfEnded(file);
				}
			}
		}
	}

	private static void removeIfEnded(Path file) {
		try {
			isLocked(file);
		}
		catch (IOException ex) {
			logger.debug("The lock file '" + file + "' of another process can't be examined", ex);
		}
	}

	/**
	 * Leaves no trace.
	 */
	@Override
	public void close() {
		synchronized (MONITOR) {
			Registration registered = this.registration;
			if (registered == null) {
				return;
			}
			try {
				Files.deleteIfExists(registered.file());
				registered.channel().close();
				Files.deleteIfExists(registered.folder());
			}
			catch (DirectoryNotEmptyException ex) {
				// Others work with it
			}
			catch (IOException ex) {
				logger.debug("The lock file of a store that was closed can't be removed", ex);
			}
		}
	}

	/**
	 * The file that is locked as long as the store is open.
	 */
	private record Registration(Path folder, Path file, FileChannel channel) {

	}

}
