package io.musubito.store.sqlite;

import java.nio.file.Path;

import io.musubito.store.AbstractRunStoreTests;
import io.musubito.store.TestDatabase;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@link io.musubito.store.RunStore} on a SQLite file.
 */
class SqliteRunStoreTests extends AbstractRunStoreTests {

	@TempDir
	Path folder;

	@Override
	protected TestDatabase database() {
		return new SqliteTestDatabase(this.folder);
	}

}
