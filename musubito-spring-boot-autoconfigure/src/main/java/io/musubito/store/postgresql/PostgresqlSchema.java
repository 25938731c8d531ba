package io.musubito.store.postgresql;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.musubito.StoreException;
import io.musubito.store.jdbc.LineageSchema;
import io.musubito.store.jdbc.SqlTexts;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Brings a schema of a PostgreSQL database to what this code knows, and refuses what it
 * can't use.
 */
final class PostgresqlSchema {

	private static final int OLDEST = 14;

	// That the user has no right, or the disk no space
	private static final Set<String> LASTING = Set.of("42501", "53100");

	private static final int ATTEMPTS = 20;

	private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

	private static final String ADD_WRITER = """
			INSERT INTO musubito_writer (namespace) VALUES (:namespace) ON CONFLICT DO NOTHING
			""";

	private final Connections connections;

	private final @Nullable String configured;

	private final String namespace;

	private String location;

	PostgresqlSchema(Connections connections, String location, @Nullable String configured, String namespace) {
		this.connections = connections;
		this.location = location;
		this.configured = configured;
		this.namespace = namespace;
	}

	/**
	 * The part of a URL that says where a database is, without what may be secret.
	 */
	static String location(String url) {
		int end = url.indexOf('?');
		String place = (end >= 0) ? url.substring(0, end) : url;
		return place.startsWith("jdbc:") ? place.substring("jdbc:".length()) : place;
	}

	String location() {
		return this.location;
	}

	/**
	 * Creates or migrates the tables unless they are up to date. Processes that start
	 * together do so one after the other.
	 * @throws StoreException when the database can't be used; it is as it was then
	 */
	SqlTexts prepare() {
		try (Connection connection = this.connections.take()) {
			verifyServer(connection);
			JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
			String schema = schema(jdbc);
			SqlTexts texts = new SqlTexts(schema, this.namespace);
			boolean ready = isUpToDate(jdbc, texts, schema);
			for (int i = 1; !ready; i++) {
				ready = migrate(schema, i == ATTEMPTS) || isUpToDate(jdbc, texts, schema);
			}
			try (Statement statement = connection.createStatement()) {
				statement.execute(texts.in(ADD_WRITER));
			}
			return texts;
		}
		catch (SQLException | DataAccessException | FlywayException ex) {
			throw refusal(ex);
		}
		catch (IOException ex) {
			throw refusal(Objects.toString(ex.getMessage()), "Check the class path", ex);
		}
	}

	/**
	 * Verifies, without writing anything, that the tables are there, are those of this
	 * release, and may be read.
	 * @throws StoreException when the database can't be read
	 */
	SqlTexts verify() {
		try (Connection connection = this.connections.take()) {
			verifyServer(connection);
			JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
			String schema = schema(jdbc);
			new ReadRights(jdbc, schema).verify((reason, remedy) -> refusal(reason, remedy, null));
			SqlTexts texts = new SqlTexts(schema, this.namespace);
			if (!isUpToDate(jdbc, texts, schema)) {
				throw refusal(
						"the tables in its schema '" + schema + "' are not those of this release of Musubito, and "
								+ "they are not migrated, as musubito.store.access is read-only",
						"Start an application of this release that writes the store first, or use the release that "
								+ "wrote it",
						null);
			}
			return texts;
		}
		catch (SQLException | DataAccessException ex) {
			throw refusal(ex);
		}
		catch (IOException ex) {
			throw refusal(Objects.toString(ex.getMessage()), "Check the class path", ex);
		}
	}

	private void verifyServer(Connection connection) throws SQLException {
		DatabaseMetaData server = connection.getMetaData();
		this.location = location(server.getURL());
		if (!server.getDatabaseProductName().equals("PostgreSQL")) {
			throw refusal("it is a database of " + server.getDatabaseProductName(),
					"Set musubito.store.url or musubito.store.data-source to one of PostgreSQL", null);
		}
		if (server.getDatabaseMajorVersion() < OLDEST) {
			throw refusal("its version is " + server.getDatabaseProductVersion() + ", and version " + OLDEST
					+ " is the oldest that is supported", "Use a newer server", null);
		}
		if (isPooled(connection)) {
			this.connections.prepareNothing(connection);
			verifyTransaction(connection);
		}
	}

	/**
	 * What a pooler answers a client with as the id of its process is not that of the
	 * session.
	 */
	private static boolean isPooled(Connection connection) throws SQLException {
		if (!connection.isWrapperFor(PGConnection.class)) {
			return true;
		}
		try (Statement statement = connection.createStatement();
				var row = statement.executeQuery("SELECT pg_backend_pid()")) {
			row.next();
			return row.getInt(1) != connection.unwrap(PGConnection.class).getBackendPID();
		}
	}

	/**
	 * A pooler that pools statements takes none.
	 */
	private static void verifyTransaction(Connection connection) throws SQLException {
		connection.setAutoCommit(false);
		try (Statement statement = connection.createStatement()) {
			statement.execute("SELECT 1");
		}
		connection.rollback();
		connection.setAutoCommit(true);
	}

	private String schema(JdbcClient jdbc) {
		String schema = (this.configured != null) ? this.configured
				: jdbc.sql("SELECT current_schema()").query(String.class).optional().orElse(null);
		if (schema == null) {
			throw refusal("no schema of the search path of its user exists",
					"Set musubito.store.schema to the schema of the tables", null);
		}
		return schema;
	}

	private boolean isUpToDate(JdbcClient jdbc, SqlTexts texts, String schema) throws IOException {
		List<String> tables = jdbc.sql("""
				SELECT table_name FROM information_schema.tables
				WHERE table_schema = :schema AND table_name LIKE 'musubito\\_%'
				ORDER BY 1
				""").param("schema", schema).query((row, number) -> row.getString(1)).list();
		if (tables.isEmpty()) {
			return false;
		}
		if (!tables.contains(LineageSchema.HISTORY_TABLE)) {
			throw refusal(
					"its schema '" + schema + "' has the table '" + tables.get(0) + "' and no table '"
							+ LineageSchema.HISTORY_TABLE + "', so that it is not of this project",
					"Set musubito.store.schema to another schema", null);
		}
		int version = LineageSchema.version(jdbc, texts::in);
		if (version > LineageSchema.VERSION) {
			throw refusal(
					"its schema has version " + version + ", and this release of Musubito knows versions up to "
							+ LineageSchema.VERSION,
					"Use the release that wrote it or a newer one, or set musubito.store.schema to another schema",
					null);
		}
		return LineageSchema.isAsMigrated(jdbc, PostgresqlDatabase.TYPE, texts::in);
	}

	/**
	 * Migrates. Where others do so at the same time, it fails on what they have made in
	 * between, and is tried again a moment later.
	 * @param last whether it is not tried again
	 * @return whether it is done
	 */
	private boolean migrate(String schema, boolean last) {
		try {
			LineageSchema.migrate(this.connections.dataSource(), PostgresqlDatabase.TYPE, schema);
			return true;
		}
		catch (FlywayValidateException ex) {
			throw refusal(
					"its schema was made by other migrations than those of this release of Musubito ("
							+ Objects.toString(ex.getMessage()).strip().replaceAll("\\R+", " ") + ")",
					"Use the release that wrote it, or set musubito.store.schema to another schema", ex);
		}
		catch (FlywayException ex) {
			if (last || LASTING.contains(Objects.requireNonNullElse(PostgresqlErrors.state(ex), ""))
					|| PostgresqlErrors.isConnectionLost(ex)) {
				throw ex;
			}
			LockSupport.parkNanos(PAUSE_NANOS);
			return false;
		}
	}

	/**
	 * What is wrong, from what the server says.
	 */
	StoreException refusal(Exception failure) {
		String state = Objects.requireNonNullElse(PostgresqlErrors.state(failure), "");
		Throwable root = failure;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return refusal(Objects.toString(root.getMessage()).strip().replaceAll("\\R+", " "), switch (state) {
			case "28P01", "28000" ->
				"Check musubito.store.username and musubito.store.password, and what pg_hba.conf of the server allows";
			case "3D000" -> "Create the database, or correct its name in musubito.store.url";
			case "3F000" -> "Create the schema, or correct musubito.store.schema";
			case "42501" -> "Let the owner of the database grant its user the rights to create tables in the schema, "
					+ "as in GRANT USAGE, CREATE ON SCHEMA";
			case "08P01" -> "A pooler between must pool sessions or transactions, not statements";
			case "53100" -> "Free space on the disk of the database";
			default -> (PostgresqlErrors.isConnectionLost(failure))
					? "Check that it runs, and that its host and port in musubito.store.url can be reached from here"
					: "Check musubito.store.url and the rights of its user";
		}, failure);
	}

	private StoreException refusal(String reason, String remedy, @Nullable Throwable cause) {
		return new StoreException(
				"The Musubito store '" + this.location + "' can't be opened: " + reason + ". " + remedy + ".", cause);
	}

}
