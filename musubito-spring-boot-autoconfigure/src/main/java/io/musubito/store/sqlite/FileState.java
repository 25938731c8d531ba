package io.musubito.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * What a SQLite file looks like from outside. It is another one after each time that the
 * file was written, and also while something is in its log that is not in the file.
 *
 * @param key what tells the file from others, and is like no other when that is not
 * known; {@code null} on a file system that has none
 * @param size its size
 * @param modified when it was written
 * @param logged whether something is in its log
 */
record FileState(@Nullable Object key, long size, @Nullable FileTime modified, boolean logged) {

	// Clocks of file systems go in steps of up to 10 ms: two writes in one are at the
	// same
	// time
	private static final Duration STEP = Duration.ofMillis(20);

	private static final int ATTEMPTS = 10;

	/**
	 * What the file looks like when it was not written a moment ago, so that whatever is
	 * written from now on makes it another one.
	 */
	static FileState settled(Path file) {
		FileState state = of(file);
		for (int attempt = 1; attempt < ATTEMPTS && !state.isSettled(Instant.now()); attempt++) {
			LockSupport.parkNanos(STEP.toNanos());
			state = of(file);
		}
		return (state.isSettled(Instant.now())) ? state : unlike(state.size, state.modified, state.logged);
	}

	/**
	 * A state of which it is not known whether the file is the same afterwards.
	 */
	private static FileState unlike(long size, @Nullable FileTime modified, boolean logged) {
		return new FileState(new Object(), size, modified, logged);
	}

	/**
	 * Whether that was long ago. A time in the future is that of no write from now on.
	 */
	private boolean isSettled(Instant now) {
		if (this.modified == null || this.logged) {
			return true;
		}
		Instant written = this.modified.toInstant();
		return written.isAfter(now) || written.plus(STEP).isBefore(now);
	}

	static FileState of(Path file) {
		boolean logged = SqliteFile.sibling(file, "-wal").toFile().length() > 0;
		try {
			BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
			return new FileState(found.fileKey(), found.size(), found.lastModifiedTime(), logged);
		}
		catch (IOException ex) {
			return unlike(0, null, logged);
		}
	}

}
