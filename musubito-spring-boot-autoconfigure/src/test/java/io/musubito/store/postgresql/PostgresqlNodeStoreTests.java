package io.musubito.store.postgresql;

import io.musubito.store.AbstractNodeStoreTests;
import io.musubito.store.TestDatabase;

/**
 * {@link io.musubito.store.NodeStore} on PostgreSQL.
 */
class PostgresqlNodeStoreTests extends AbstractNodeStoreTests {

	private final TestDatabase database = PostgresqlTestDatabase.create();

	@Override
	protected TestDatabase database() {
		return this.database;
	}

}
