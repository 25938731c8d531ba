package io.musubito.store.postgresql;

import io.musubito.store.AbstractFingerprintStoreTests;
import io.musubito.store.TestDatabase;

/**
 * {@link io.musubito.store.FingerprintStore} on PostgreSQL.
 */
class PostgresqlFingerprintStoreTests extends AbstractFingerprintStoreTests {

	private final TestDatabase database = PostgresqlTestDatabase.create();

	@Override
	protected TestDatabase database() {
		return this.database;
	}

}
