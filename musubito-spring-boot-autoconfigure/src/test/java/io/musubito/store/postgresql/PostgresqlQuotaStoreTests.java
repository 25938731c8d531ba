package io.musubito.store.postgresql;

import io.musubito.store.AbstractQuotaStoreTests;
import io.musubito.store.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link io.musubito.store.QuotaStore} on PostgreSQL.
 */
@Tag("process")
class PostgresqlQuotaStoreTests extends AbstractQuotaStoreTests {

	private final TestDatabase database = PostgresqlTestDatabase.create();

	@Override
	protected TestDatabase database() {
		return this.database;
	}

}
