package io.musubito.store.postgresql;

import io.musubito.store.AbstractClaimStoreTests;
import io.musubito.store.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link io.musubito.store.ClaimStore} on PostgreSQL.
 */
@Tag("process")
@Tag("slow")
class PostgresqlClaimStoreTests extends AbstractClaimStoreTests {

	private final TestDatabase database = PostgresqlTestDatabase.create();

	@Override
	protected TestDatabase database() {
		return this.database;
	}

}
