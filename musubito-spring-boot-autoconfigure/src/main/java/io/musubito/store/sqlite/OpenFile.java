package io.musubito.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

import io.musubito.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * The file that a store has opened. SQLite goes on writing into a file that was deleted,
 * where it is not found again.
 */
final class OpenFile {

	private final Path path;

	private final @Nullable Object key;

	OpenFile(Path path) throws IOException {
		this.path = path;
		this.key = key(path);
	}

	/**
	 * Verifies that the path still leads to the file that was opened.
	 * @throws StoreException when it does not
	 */
	void verifyInPlace() {
		try {
			if (Objects.equals(key(this.path), this.key)) {
				return;
			}
		}
		catch (IOException ex) {
			// It is gone
		}
		throw new StoreException("The Musubito store '" + this.path
				+ "' can't be written: the file was deleted or replaced while it was open. Restart the application.",
				null);
	}

	private static @Nullable Object key(Path path) throws IOException {
		return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
	}

}
