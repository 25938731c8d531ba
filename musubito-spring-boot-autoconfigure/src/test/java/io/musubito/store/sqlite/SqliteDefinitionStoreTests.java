package io.musubito.store.sqlite;

import java.nio.file.Path;

import io.musubito.store.AbstractDefinitionStoreTests;
import io.musubito.store.TestDatabase;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@link io.musubito.store.DefinitionStore} on a SQLite file.
 */
class SqliteDefinitionStoreTests extends AbstractDefinitionStoreTests {

	@TempDir
	Path folder;

	@Override
	protected TestDatabase database() {
		return new SqliteTestDatabase(this.folder);
	}

}
