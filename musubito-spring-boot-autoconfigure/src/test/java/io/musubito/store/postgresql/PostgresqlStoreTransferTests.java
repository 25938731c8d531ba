package io.musubito.store.postgresql;

import io.musubito.store.AbstractStoreTransferTests;
import io.musubito.store.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link io.musubito.store.StoreTransfer} between schemas of PostgreSQL.
 */
@Tag("process")
@Tag("slow")
class PostgresqlStoreTransferTests extends AbstractStoreTransferTests {

	private final TestDatabase database = PostgresqlTestDatabase.create();

	private final TestDatabase other = PostgresqlTestDatabase.create();

	@Override
	protected TestDatabase database() {
		return this.database;
	}

	@Override
	protected TestDatabase otherDatabase() {
		return this.other;
	}

}
