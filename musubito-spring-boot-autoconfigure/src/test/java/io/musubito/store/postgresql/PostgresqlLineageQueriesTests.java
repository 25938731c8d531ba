package io.musubito.store.postgresql;

import io.musubito.store.AbstractLineageQueriesTests;
import io.musubito.store.TestDatabase;

/**
 * {@link io.musubito.store.LineageQueries} on PostgreSQL.
 */
class PostgresqlLineageQueriesTests extends AbstractLineageQueriesTests {

	private final TestDatabase database = PostgresqlTestDatabase.create();

	@Override
	protected TestDatabase database() {
		return this.database;
	}

}
