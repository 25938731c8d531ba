package io.musubito.store.postgresql;

import io.musubito.store.AbstractEffectStoreTests;
import io.musubito.store.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link io.musubito.store.EffectStore} on PostgreSQL.
 */
@Tag("process")
@Tag("slow")
class PostgresqlEffectStoreTests extends AbstractEffectStoreTests {

	private final TestDatabase database = PostgresqlTestDatabase.create();

	@Override
	protected TestDatabase database() {
		return this.database;
	}

}
