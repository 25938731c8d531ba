package io.musubito.store.postgresql;

import java.sql.SQLException;

import io.musubito.store.AbstractRetentionAtSizeTests;
import io.musubito.store.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * Retention of a large store in PostgreSQL, which keeps the space for what is recorded
 * later.
 */
@Tag("process")
@Tag("slow")
class PostgresqlRetentionAtSizeTests extends AbstractRetentionAtSizeTests {

	private final TestDatabase database = PostgresqlTestDatabase.create();

	@Override
	protected TestDatabase database() {
		return this.database;
	}

	@Override
	protected long diskBytes() throws SQLException {
		return Long.parseLong(query("""
				SELECT sum(pg_total_relation_size(oid)) FROM pg_class
				WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
				"""));
	}

	@Override
	protected boolean shrinks() {
		return false;
	}

}
