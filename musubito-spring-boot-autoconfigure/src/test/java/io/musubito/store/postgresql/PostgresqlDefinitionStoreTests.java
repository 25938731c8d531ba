package io.musubito.store.postgresql;

import io.musubito.store.AbstractDefinitionStoreTests;
import io.musubito.store.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link io.musubito.store.DefinitionStore} on PostgreSQL.
 */
@Tag("process")
class PostgresqlDefinitionStoreTests extends AbstractDefinitionStoreTests {

	private final TestDatabase database = PostgresqlTestDatabase.create();

	@Override
	protected TestDatabase database() {
		return this.database;
	}

}
