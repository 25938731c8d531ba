package io.musubito.store.sqlite;

import java.nio.file.Path;

import io.musubito.store.TestDatabase;
import io.musubito.worker.AbstractJobWorkersTests;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@link io.musubito.worker.JobWorkers} on a SQLite file.
 */
class SqliteJobWorkersTests extends AbstractJobWorkersTests {

	@TempDir
	Path folder;

	@Override
	protected TestDatabase database() {
		return new SqliteTestDatabase(this.folder);
	}

}
