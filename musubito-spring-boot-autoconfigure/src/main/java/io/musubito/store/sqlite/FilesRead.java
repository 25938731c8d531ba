package io.musubito.store.sqlite;

import java.nio.file.Path;
import java.util.UUID;

/**
 * The SQLite files that stores of this process read without a trace in their folders, by
 * the copy of SQLite with which they do. To close such a file drops the locks that
 * another copy has on it, so that nobody may write it with that.
 */
final class FilesRead {

	// Of text, for all class loaders
	private static final String PROPERTY = "io.musubito.store.read.";

	private FilesRead() {
	}

	/**
	 * Notes that a file is read.
	 * @param file the real path
	 * @param copy the copy of SQLite
	 * @return what {@link #remove} takes
	 */
	static String add(Path file, String copy) {
		String key = PROPERTY + copy + UUID.randomUUID();
		System.setProperty(key, file.toString());
		return key;
	}

	static void remove(String key) {
		System.clearProperty(key);
	}

	/**
	 * Whether a store reads a file with another copy of SQLite.
	 */
	static boolean isReadWithOther(Path file, String copy) {
		return System.getProperties()
			.stringPropertyNames()
			.stream()
			.filter((name) -> name.startsWith(PROPERTY) && !name.startsWith(PROPERTY + copy))
			.anyMatch((name) -> file.toString().equals(System.getProperty(name)));
	}

}
