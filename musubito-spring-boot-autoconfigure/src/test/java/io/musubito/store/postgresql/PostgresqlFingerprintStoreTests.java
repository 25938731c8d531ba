package io.musubito.store.postgresql;

import io.musubito.store.AbstractFingerprintStoreTests;
import io.musubito.store.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link io.musubito.store.FingerprintStore} on PostgreSQL.
 */
@Tag("process")
class PostgresqlFingerprintStoreTests extends AbstractFingerprintStoreTests {

	private final TestDatabase database = PostgresqlTestDatabase.create();

	@Override
	protected TestDatabase database() {
		return this.database;
	}

}
