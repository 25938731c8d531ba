package io.musubito.store.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.musubito.store.AbstractRetentionAtSizeTests;
import io.musubito.store.TestDatabase;
import org.junit.jupiter.api.io.TempDir;

/**
 * Retention of a large SQLite file, which is smaller on the disk then.
 */
class SqliteRetentionAtSizeTests extends AbstractRetentionAtSizeTests {

	@TempDir
	Path folder;

	@Override
	protected TestDatabase database() {
		return new SqliteTestDatabase(this.folder);
	}

	@Override
	protected long diskBytes() {
		Path file = new SqliteTestDatabase(this.folder).file();
		try {
			return Files.size(file) + Files.size(SqliteFile.sibling(file, "-wal"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	protected boolean shrinks() {
		return true;
	}

}
