package io.musubito.store.postgresql;

import io.musubito.store.AbstractRunStoreTests;
import io.musubito.store.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link io.musubito.store.RunStore} on PostgreSQL.
 */
@Tag("process")
@Tag("slow")
class PostgresqlRunStoreTests extends AbstractRunStoreTests {

	private final TestDatabase database = PostgresqlTestDatabase.create();

	@Override
	protected TestDatabase database() {
		return this.database;
	}

}
