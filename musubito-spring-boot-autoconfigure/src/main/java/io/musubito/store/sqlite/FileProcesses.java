package io.musubito.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.musubito.StoreException;
import io.musubito.store.StoreProcesses;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The processes that work with a SQLite file. Each holds a lock on a file of its own in
 * the folder {@code <database>.owners}, which the kernel drops when the process ends, in
 * whichever way.
 *
 * <p>
 * On POSIX, closing any channel on a file drops the locks that the process has on it. So
 * the file of this process is opened once and never closed, and it is known to all class
 * loaders of the process, as DevTools has several.
 */
final class FileProcesses implements StoreProcesses {

	// In the system properties, which all class loaders share: the name of this process
	// and
	// the channel that holds its lock, by folder. Also the monitor of all that open
	// such a file
	private static final String REGISTRY = "io.musubito.store.owners";

	private static final String SUFFIX = ".lock";

	private static final Log logger = LogFactory.getLog(FileProcesses.class);

	private final Path folder;

	private final Map<String, Map.Entry<String, FileChannel>> registry;

	private final String self;

	private FileProcesses(Path folder, Map<String, Map.Entry<String, FileChannel>> registry, String self) {
		this.folder = folder;
		this.registry = registry;
		this.self = self;
	}

	/**
	 * Registers this process, and removes the files of those that have ended.
	 * @throws IOException when the lock can't be had
	 */
	static FileProcesses open(Path database) throws IOException {
		Path folder = SqliteFile.sibling(database.toRealPath(), ".owners");
		Map<String, Map.Entry<String, FileChannel>> registry = registry();
		synchronized (registry) {
			if (!Files.isDirectory(folder)) {
				Files.createDirectories(folder, SqliteFile.permissions(folder, "rwx------"));
			}
			FileProcesses processes = new FileProcesses(folder, registry, register(folder, registry));
			processes.removeEnded();
			return processes;
		}
	}

	@Override
	public String self() {
		return this.self;
	}

	@Override
	public boolean isAlive(String process) {
		synchronized (this.registry) {
			try {
				return isOfThisProcess(process) || isLocked(this.folder.resolve(process + SUFFIX));
			}
			catch (IOException ex) {
				throw new StoreException("It can't be found out whether the process '" + process
						+ "' still works with the Musubito store: " + ex + ". Check the permissions of the folder '"
						+ this.folder + "'.", ex);
			}
		}
	}

	private static String register(Path folder, Map<String, Map.Entry<String, FileChannel>> registry)
			throws IOException {
		Map.Entry<String, FileChannel> registered = registry.get(folder.toString());
		if (registered != null && Files.exists(folder.resolve(registered.getKey() + SUFFIX))) {
			return registered.getKey();
		}
		while (true) {
			String process = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
			Path file = folder.resolve(process + SUFFIX);
			FileChannel channel = FileChannel.open(file,
					Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
					SqliteFile.permissions(folder, "rw-------"));
			// Until it is locked, others may take it for that of a process that has ended
			if (channel.tryLock() != null && Files.exists(file)) {
				registry.put(folder.toString(), Map.entry(process, channel));
				return process;
			}
			channel.close();
		}
	}

	private boolean isOfThisProcess(String process) {
		return process.equals(this.self)
				|| this.registry.values().stream().anyMatch((registered) -> registered.getKey().equals(process));
	}

	/**
	 * Two processes that examine a file at the same time must not take each other for the
	 * process of the file: they try a shared lock, and the process holds an exclusive
	 * one.
	 */
	private static boolean isLocked(Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
			FileLock lock = tryShared(channel);
			if (lock == null) {
				return true;
			}
			Files.deleteIfExists(file);
			return false;
		}
		catch (NoSuchFileException ex) {
			return false;
		}
	}

	private static @Nullable FileLock tryShared(FileChannel channel) throws IOException {
		try {
			return channel.tryLock(0, Long.MAX_VALUE, true);
		}
		catch (OverlappingFileLockException ex) {
			// A lock of this process, whose registry was taken away
			return null;
		}
	}

	private void removeEnded() throws IOException {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(this.folder, "*" + SUFFIX)) {
			for (Path file : files) {
				String name = file.getFileName().toString();
				if (!isOfThisProcess(name.substring(0, name.length() - SUFFIX.length()))) {
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

	@SuppressWarnings("unchecked")
	private static Map<String, Map.Entry<String, FileChannel>> registry() {
		return (Map<String, Map.Entry<String, FileChannel>>) System.getProperties()
			.computeIfAbsent(REGISTRY, (key) -> new ConcurrentHashMap<>());
	}

}
