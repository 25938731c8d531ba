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
 * @param url how the stores connect
 */
record PostgresqlTestDatabase(String schema, String url) implements TestDatabase {

	static PostgresqlTestDatabase create() {
		return of(PostgresqlServer.shared().createSchema(), PostgresqlServer.shared().url());
	}

	static PostgresqlTestDatabase of(String schema, String url) {
		return new PostgresqlTestDatabase(schema, url);
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
	public Store open(String namespace) {
		Store store = PostgresqlStore.at(this.url, null, null, this.schema, namespace, Clock.systemUTC());
		store.open();
		return store;
	}

	@Override
	public Connection connect() throws SQLException {
		return DriverManager.getConnection(PostgresqlServer.shared().url() + "&currentSchema=" + this.schema);
	}

}
