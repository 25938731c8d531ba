package io.musubito.store.sqlite;

import java.nio.file.Path;

import io.musubito.store.AbstractStoreTransferTests;
import io.musubito.store.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@link io.musubito.store.StoreTransfer} between SQLite files.
 */
@Tag("slow")
class SqliteStoreTransferTests extends AbstractStoreTransferTests {

	@TempDir
	Path folder;

	@TempDir
	Path otherFolder;

	@Override
	protected TestDatabase database() {
		return new SqliteTestDatabase(this.folder);
	}

	@Override
	protected TestDatabase otherDatabase() {
		return new SqliteTestDatabase(this.otherFolder);
	}

}
