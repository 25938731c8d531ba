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
import io.musubito.store.Owners;
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
final class FileOwners implements Owners {

	// In the system properties, which all class loaders share: owners of this process,
	// and
	// the channel that holds the lock, by folder. Also the monitor of everybody who opens
	// such a file
	private static final String REGISTRY = "io.musubito.store.owners";

	private static final String SUFFIX = ".lock";

	private static final Log logger = LogFactory.getLog(FileOwners.class);

	private final Path folder;

	private final Map<String, Map.Entry<String, FileChannel>> registry;

	private final String self;

	private FileOwners(Path folder, Map<String, Map.Entry<String, FileChannel>> registry, String self) {
		this.folder = folder;
		this.registry = registry;
		this.self = self;
	}

	// Registers this process, and removes what dead ones have left. Throws IOException
	// when the lock can't be had
	static FileOwners open(Path database) throws IOException {
		Path folder = SqliteFile.sibling(database.toRealPath(), ".owners");
		Map<String, Map.Entry<String, FileChannel>> registry = registry();
		synchronized (registry) {
			if (!Files.isDirectory(folder)) {
				Files.createDirectories(folder, SqliteFile.permissions(folder, "rwx------"));
			}
			FileOwners owners = new FileOwners(folder, registry, register(folder, registry));
			owners.removeDead();
			return owners;
		}
	}

	@Override
	public String self() {
		return this.self;
	}

	@Override
	public boolean isAlive(String owner) {
		synchronized (this.registry) {
			try {
				return isOfThisProcess(owner) || isLocked(this.folder.resolve(owner + SUFFIX));
			}
			catch (IOException ex) {
				throw new StoreException("It can't be found out whether the process '" + owner
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
			String owner = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
			Path file = folder.resolve(owner + SUFFIX);
			FileChannel channel = FileChannel.open(file,
					Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
					SqliteFile.permissions(folder, "rw-------"));
			// Until it is locked, somebody else may take it for that of a dead process
			if (channel.tryLock() != null && Files.exists(file)) {
				registry.put(folder.toString(), Map.entry(owner, channel));
				return owner;
			}
			channel.close();
		}
	}

	private boolean isOfThisProcess(String owner) {
		return owner.equals(this.self)
				|| this.registry.values().stream().anyMatch((registered) -> registered.getKey().equals(owner));
	}

	// Two who look at the same time must not take each other for the owner: they share a
	// lock that the owner has for itself
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

	private void removeDead() throws IOException {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(this.folder, "*" + SUFFIX)) {
			for (Path file : files) {
				String name = file.getFileName().toString();
				if (!isOfThisProcess(name.substring(0, name.length() - SUFFIX.length()))) {
					removeIfDead(file);
				}
			}
		}
	}

	private static void removeIfDead(Path file) {
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
