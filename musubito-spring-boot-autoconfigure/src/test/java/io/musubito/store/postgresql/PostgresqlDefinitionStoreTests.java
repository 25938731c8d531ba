package io.musubito.store.postgresql;

import io.musubito.store.AbstractDefinitionStoreTests;
import io.musubito.store.TestDatabase;

/**
 * {@link io.musubito.store.DefinitionStore} on PostgreSQL.
 */
class PostgresqlDefinitionStoreTests extends AbstractDefinitionStoreTests {

	private final TestDatabase database = PostgresqlTestDatabase.create();

	@Override
	protected TestDatabase database() {
		return this.database;
	}

}
