package io.musubito.store.sqlite;

import java.nio.file.Path;

import io.musubito.store.AbstractFingerprintStoreTests;
import io.musubito.store.TestDatabase;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@link io.musubito.store.FingerprintStore} on a SQLite file.
 */
class SqliteFingerprintStoreTests extends AbstractFingerprintStoreTests {

	@TempDir
	Path folder;

	@Override
	protected TestDatabase database() {
		return new SqliteTestDatabase(this.folder);
	}

}
