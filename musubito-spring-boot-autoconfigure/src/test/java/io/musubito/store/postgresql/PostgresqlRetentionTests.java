package io.musubito.store.postgresql;

import io.musubito.store.AbstractRetentionTests;
import io.musubito.store.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * What is removed from a PostgreSQL database.
 */
@Tag("process")
@Tag("slow")
class PostgresqlRetentionTests extends AbstractRetentionTests {

	private final TestDatabase database = PostgresqlTestDatabase.create();

	@Override
	protected TestDatabase database() {
		return this.database;
	}

	@Override
	protected String beginWriting() {
		return "BEGIN; SELECT 1 FROM musubito_writer WHERE namespace = '' FOR UPDATE";
	}

}
