package io.musubito.store.postgresql;

import io.musubito.store.AbstractLineageQueriesTests;
import io.musubito.store.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link io.musubito.store.LineageQueries} on PostgreSQL.
 */
@Tag("process")
@Tag("slow")
class PostgresqlLineageQueriesTests extends AbstractLineageQueriesTests {

	private final TestDatabase database = PostgresqlTestDatabase.create();

	@Override
	protected TestDatabase database() {
		return this.database;
	}

}
