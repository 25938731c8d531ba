package io.musubito.store.sqlite;

import java.nio.file.Path;

import io.musubito.store.AbstractEffectStoreTests;
import io.musubito.store.TestDatabase;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@link io.musubito.store.EffectStore} on a SQLite file.
 */
class SqliteEffectStoreTests extends AbstractEffectStoreTests {

	@TempDir
	Path folder;

	@Override
	protected TestDatabase database() {
		return new SqliteTestDatabase(this.folder);
	}

}
