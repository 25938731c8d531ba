package io.musubito.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.musubito.StoreException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The file that a store has opened, and its write-ahead log. SQLite goes on with files
 * that were deleted or replaced: what it writes into them is not found again, and what it
 * reads there may be mixed with what others write.
 */
final class OpenFile {

	private static final Log logger = LogFactory.getLog(OpenFile.class);

	// To look costs more than a tenth of what it takes to read a node
	private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	private final Path path;

	private final Path writeAheadLog;

	private final Object key;

	private volatile @Nullable Object writeAheadLogKey;

	private volatile long verifiedAt = System.nanoTime() - MOMENT_NANOS;

	OpenFile(Path path) throws IOException {
		this.path = path;
		this.writeAheadLog = SqliteFile.sibling(path, "-wal");
		Object found = key(path);
		if (found == null) {
			throw new IOException("it has just been deleted");
		}
		this.key = found;
	}

	/**
	 * Called when a connection has the write-ahead log open, which stays the same file as
	 * long as there is one.
	 */
	void writeAheadLogIsOpen() {
		if (this.writeAheadLogKey == null) {
			this.writeAheadLogKey = key(this.writeAheadLog);
		}
	}

	boolean isInPlace() {
		Object logKey = this.writeAheadLogKey;
		return this.key.equals(key(this.path)) && (logKey == null || logKey.equals(key(this.writeAheadLog)));
	}

	/**
	 * Verifies that the paths still lead to the files that were opened.
	 * @throws StoreException when they do not
	 */
	void verifyInPlace() {
		if (!isInPlace()) {
			throw new StoreException("The Musubito store '" + this.path + "' can't be used: the file "
					+ (this.key.equals(key(this.path)) ? "'" + this.writeAheadLog + "' " : "")
					+ "was deleted or replaced while it was open. Restart the application.", null);
		}
	}

	/**
	 * The same for who only reads: what was verified a moment ago is not verified again.
	 * @throws StoreException when the paths do not lead to the files any more
	 */
	void verifyWasInPlace() {
		long now = System.nanoTime();
		if (now - this.verifiedAt > MOMENT_NANOS) {
			verifyInPlace();
			this.verifiedAt = now;
		}
	}

	/**
	 * Deletes the log of a file that was replaced: SQLite would take it for that of the
	 * file which has its place, and damage this.
	 */
	void removeLogOfReplacedFile() {
		Object found = key(this.path);
		if (found == null || found.equals(this.key)
				|| !Objects.equals(this.writeAheadLogKey, key(this.writeAheadLog))) {
			return;
		}
		try {
			Files.deleteIfExists(this.writeAheadLog);
			Files.deleteIfExists(SqliteFile.sibling(this.path, "-shm"));
		}
		catch (IOException ex) {
			logger.error("The Musubito store '" + this.path + "' was replaced while it was open. Delete '"
					+ this.writeAheadLog + "', which belongs to the file that was there before", ex);
		}
	}

	/**
	 * What tells a file from others, {@code null} when there is none. Where the file
	 * system has no such key, an open file can't be replaced.
	 */
	private static @Nullable Object key(Path path) {
		try {
			return Objects.requireNonNullElse(Files.readAttributes(path, BasicFileAttributes.class).fileKey(), path);
		}
		catch (IOException ex) {
			return null;
		}
	}

}
