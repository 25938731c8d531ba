package io.musubito.store.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The file that a store has opened. SQLite goes on writing into a file that was deleted,
 * where nobody finds it again.
 */
final class OpenFile {

	private final Path path;

	private final @Nullable Object key;

	OpenFile(Path path) throws IOException {
		this.path = path;
		this.key = key(path);
	}

	Path path() {
		return this.path;
	}

	// Verifies that the path still leads to the file that was opened. Throws
	// StoreException when it does not
	void verifyInPlace() {
		try {
			if (Objects.equals(key(this.path), this.key)) {
				return;
			}
		}
		catch (IOException ex) {
			// It is gone
		}
		throw StoreFailures.replaced(this.path);
	}

	private static @Nullable Object key(Path path) throws IOException {
		return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
	}

}
