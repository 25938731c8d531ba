package io.musubito.store.postgresql;

import io.musubito.store.TestDatabase;
import io.musubito.worker.AbstractJobWorkersTests;
import org.junit.jupiter.api.Tag;

/**
 * {@link io.musubito.worker.JobWorkers} on PostgreSQL.
 */
@Tag("process")
@Tag("slow")
class PostgresqlJobWorkersTests extends AbstractJobWorkersTests {

	private final TestDatabase database = PostgresqlTestDatabase.create();

	@Override
	protected TestDatabase database() {
		return this.database;
	}

}
