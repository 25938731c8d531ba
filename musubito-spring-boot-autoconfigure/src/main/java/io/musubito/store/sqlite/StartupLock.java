package io.musubito.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Held while a database is created or migrated, which Flyway can't do twice at a time on
 * SQLite. A lock on a file beside the database, which the kernel drops with the process.
 */
final class StartupLock implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofMinutes(1);

	private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

	private final FileChannel channel;

	private StartupLock(FileChannel channel) {
		this.channel = channel;
	}

	/**
	 * Waits for the lock.
	 * @throws IOException when it can't be had
	 */
	static StartupLock acquire(Path file) throws IOException {
		Path path = SqliteFile.sibling(file, ".lock");
		FileChannel channel = FileChannel.open(path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
				SqliteFile.permissions(path, "rw-------"));
		try {
			long deadline = System.nanoTime() + TIMEOUT.toNanos();
			while (tryLock(channel) == null) {
				if (System.nanoTime() - deadline > 0) {
					throw new IOException(
							"another process has been creating or migrating it for a minute and holds '" + path + "'");
				}
				Thread.sleep(POLL_INTERVAL.toMillis());
			}
			return new StartupLock(channel);
		}
		catch (InterruptedException ex) {
			channel.close();
			Thread.currentThread().interrupt();
			throw new IOException("the start was interrupted", ex);
		}
		catch (IOException ex) {
			channel.close();
			throw ex;
		}
	}

	private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
		try {
			return channel.tryLock();
		}
		catch (OverlappingFileLockException ex) {
			// Another store in this JVM
			return null;
		}
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
