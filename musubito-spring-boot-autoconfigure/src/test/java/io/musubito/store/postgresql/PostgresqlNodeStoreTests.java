package io.musubito.store.postgresql;

import io.musubito.store.AbstractNodeStoreTests;
import io.musubito.store.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link io.musubito.store.NodeStore} on PostgreSQL.
 */
@Tag("process")
@Tag("slow")
class PostgresqlNodeStoreTests extends AbstractNodeStoreTests {

	private final TestDatabase database = PostgresqlTestDatabase.create();

	@Override
	protected TestDatabase database() {
		return this.database;
	}

}
