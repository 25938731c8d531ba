package io.musubito.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

import org.jspecify.annotations.Nullable;

/**
 * What a SQLite file looks like from outside. It is another one after each time that the
 * file was written, and also while something is in its log that is not in the file.
 *
 * @param key what tells the file from others; {@code null} when there is none
 * @param size its size
 * @param modified when it was written
 * @param logged whether something is in its log
 */
record FileState(@Nullable Object key, long size, @Nullable FileTime modified, boolean logged) {

	static FileState of(Path file) {
		boolean logged = SqliteFile.sibling(file, "-wal").toFile().length() > 0;
		try {
			BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
			return new FileState(found.fileKey(), found.size(), found.lastModifiedTime(), logged);
		}
		catch (IOException ex) {
			return new FileState(null, 0, null, logged);
		}
	}

}
