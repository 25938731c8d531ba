package io.musubito.store.sqlite;

import java.nio.file.Path;

import io.musubito.store.AbstractQuotaStoreTests;
import io.musubito.store.TestDatabase;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@link io.musubito.store.QuotaStore} on a SQLite file.
 */
class SqliteQuotaStoreTests extends AbstractQuotaStoreTests {

	@TempDir
	Path folder;

	@Override
	protected TestDatabase database() {
		return new SqliteTestDatabase(this.folder);
	}

}
