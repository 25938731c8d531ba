package io.musubito.store.sqlite;

import java.nio.file.Path;

import io.musubito.store.AbstractClaimStoreTests;
import io.musubito.store.TestDatabase;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@link io.musubito.store.ClaimStore} on a SQLite file.
 */
class SqliteClaimStoreTests extends AbstractClaimStoreTests {

	@TempDir
	Path folder;

	@Override
	protected TestDatabase database() {
		return new SqliteTestDatabase(this.folder);
	}

}
