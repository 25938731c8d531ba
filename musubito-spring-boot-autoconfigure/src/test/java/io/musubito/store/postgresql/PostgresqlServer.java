package io.musubito.store.postgresql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * The PostgreSQL that the build brings itself: one server for all tests of a process,
 * and a schema for each.
 */
public final class PostgresqlServer {

	private static final String USER = "postgres";

	private static final PostgresqlServer SHARED = start();

	private final EmbeddedPostgres server;

	private PostgresqlServer(EmbeddedPostgres server) {
		this.server = server;
	}

	/**
	 * The server of this process, which ends with it.
	 */
	public static PostgresqlServer shared() {
		return SHARED;
	}

	private static PostgresqlServer start() {
		try {
			return new PostgresqlServer(EmbeddedPostgres.builder().setServerConfig("max_connections", "300").start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The URL with which the tests connect, without a schema.
	 */
	public String url() {
		return this.server.getJdbcUrl(USER, USER);
	}

	/**
	 * Creates a schema of its own.
	 */
	public String createSchema() {
		String schema = "s" + UUID.randomUUID().toString().replace("-", "");
		execute("CREATE SCHEMA " + schema);
		return schema;
	}

	/**
	 * The properties of an application with a schema of that name, which need not exist.
	 */
	public String[] properties(String name) {
		return new String[] { "musubito.store.type=postgresql", "musubito.store.url=" + url(),
				"musubito.store.schema=s" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)) };
	}

	public void execute(String sql) {
		try (Connection connection = DriverManager.getConnection(url());
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
