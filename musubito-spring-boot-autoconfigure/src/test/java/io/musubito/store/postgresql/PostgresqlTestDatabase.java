package io.musubito.store.postgresql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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

	// To make the tables takes longer than most tests. No test has more than two at a
	// time
	private static final String[] SCHEMAS = new String[2];

	private static final String USED_BYTES = """
			SELECT (SELECT coalesce(sum(octet_length(payload) + 300), 0) FROM musubito_artifact)
				+ (SELECT coalesce(sum(octet_length(components) + coalesce(octet_length(inputs), 0)
					+ coalesce(octet_length(why), 0) + 1000), 0) FROM musubito_node_details)
				+ (SELECT count(*) * 300 FROM musubito_step_record) + (SELECT count(*) * 80 FROM musubito_replay)
			""";

	private static int created;

	static PostgresqlTestDatabase create() {
		return createAt(PostgresqlServer.shared().url());
	}

	/**
	 * An empty one, which may have been that of an earlier test.
	 */
	static synchronized PostgresqlTestDatabase createAt(String url) {
		int number = created++ % SCHEMAS.length;
		if (SCHEMAS[number] == null) {
			SCHEMAS[number] = PostgresqlServer.shared().createSchema();
		}
		else {
			PostgresqlServer.shared().empty(SCHEMAS[number]);
		}
		return new PostgresqlTestDatabase(SCHEMAS[number], url);
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
	public long usedBytes() throws SQLException {
		try (Connection connection = connect();
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(USED_BYTES)) {
			row.next();
			return row.getLong(1);
		}
	}

	@Override
	public Connection connect() throws SQLException {
		return DriverManager.getConnection(PostgresqlServer.shared().url() + "&currentSchema=" + this.schema);
	}

}
