package io.musubito.store.postgresql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;

import io.musubito.store.Store;
import io.musubito.store.TestDatabase;

/**
 * A schema of a PostgreSQL database.
 *
 * @param schema the schema
 */
record PostgresqlTestDatabase(String schema) implements TestDatabase {

	static PostgresqlTestDatabase create() {
		return new PostgresqlTestDatabase(PostgresqlServer.shared().createSchema());
	}

	@Override
	public String productName() {
		return "PostgreSQL";
	}

	@Override
	public String type() {
		return "postgresql";
	}

	@Override
	public Store open() {
		Store store = PostgresqlStore.at(PostgresqlServer.shared().url(), null, null, this.schema, "",
				Clock.systemUTC());
		store.open();
		return store;
	}

	@Override
	public Connection connect() throws SQLException {
		return DriverManager.getConnection(PostgresqlServer.shared().url() + "&currentSchema=" + this.schema);
	}

}
