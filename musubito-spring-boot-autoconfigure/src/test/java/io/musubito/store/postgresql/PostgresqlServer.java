package io.musubito.store.postgresql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * The PostgreSQL that the build brings itself: one server for all tests of a process, and
 * a schema for each.
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
			// Nothing of it is to survive a loss of power
			return new PostgresqlServer(EmbeddedPostgres.builder()
				.setServerConfig("max_connections", "300")
				.setServerConfig("fsync", "off")
				.setServerConfig("full_page_writes", "off")
				.start());
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
	 * Creates a user who is asked for a password.
	 * @return the URL with which it connects, without user and password
	 */
	String createUser(String name, String password) {
		execute("CREATE ROLE " + name + " LOGIN PASSWORD '" + password + "'");
		try {
			Path rules = Path.of(query("SHOW hba_file"));
			Files.writeString(rules, "host all " + name + " 127.0.0.1/32 scram-sha-256\n" + Files.readString(rules));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		execute("SELECT pg_reload_conf()");
		return "jdbc:postgresql://127.0.0.1:" + port() + "/postgres";
	}

	/**
	 * The tables of a schema, in the order of their names.
	 */
	List<String> tables(String schema) {
		try (Connection connection = DriverManager.getConnection(url());
				ResultSet rows = connection.getMetaData().getTables(null, schema, "%", new String[] { "TABLE" })) {
			List<String> tables = new ArrayList<>();
			while (rows.next()) {
				tables.add(rows.getString("TABLE_NAME"));
			}
			return tables;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public int port() {
		return this.server.getPort();
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
	 * Deletes all rows of the tables of a store.
	 */
	void empty(String schema) {
		String tables = tables(schema).stream()
			.filter((table) -> !table.equals("musubito_schema_history"))
			.map((table) -> schema + "." + table)
			.collect(Collectors.joining(", "));
		if (!tables.isEmpty()) {
			execute("TRUNCATE " + tables + " RESTART IDENTITY");
		}
	}

	/**
	 * The properties of an application with a schema of that name, which need not exist.
	 */
	public String[] properties(String name) {
		return new String[] { "musubito.store.type=postgresql", "musubito.store.url=" + url(),
				"musubito.store.schema=s" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)) };
	}

	String query(String sql) {
		try (Connection connection = DriverManager.getConnection(url());
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getString(1);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
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
