package io.musubito.store.postgresql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import io.musubito.StoreException;
import io.musubito.store.StoreProcesses;
import io.musubito.store.jdbc.Database;
import io.musubito.store.jdbc.JobConnections;
import io.musubito.store.jdbc.Session;
import io.musubito.store.jdbc.SqlTexts;
import io.musubito.store.jdbc.StoreFailures;
import org.jspecify.annotations.Nullable;

/**
 * A schema of a PostgreSQL database.
 */
final class PostgresqlDatabase implements Database {

	static final String TYPE = "postgresql";

	// A pool of the application may have four
	private static final int JOB_CONNECTIONS = 3;

	// What has contents of nodes, which erasing is about
	private static final List<String> REWRITTEN = List.of("musubito_artifact", "musubito_node_details", "musubito_text",
			"musubito_call", "musubito_step_record", "musubito_node", "musubito_run_cause", "musubito_effect",
			"musubito_override", "musubito_work");

	// All tables and indexes of the schema
	private static final String SIZE = """
			SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)
			FROM pg_class c
			WHERE c.relkind = 'r' AND c.relname LIKE 'musubito\\_%' AND c.relnamespace = (
				SELECT t.relnamespace FROM pg_class t WHERE t.oid = (
					SELECT w.tableoid FROM musubito_writer w WHERE w.namespace = :namespace))
			""";

	private final Connections connections;

	private final LeasedProcesses processes;

	private final @Nullable String schema;

	private final String namespace;

	private final boolean readOnly;

	private volatile String location;

	private volatile @Nullable SqlTexts texts;

	/**
	 * Creates it, without a connection.
	 * @param location where it is, to be shown
	 * @param connections connects to it
	 * @param schema the schema; {@code null} for that of the connections
	 * @param namespace the namespace
	 * @param lease how long a process counts as alive that does not renew it;
	 * {@code null} when nothing is written
	 */
	PostgresqlDatabase(String location, Connections connections, @Nullable String schema, String namespace,
			@Nullable Duration lease) {
		this.location = location;
		this.connections = connections;
		this.schema = schema;
		this.namespace = namespace;
		this.processes = new LeasedProcesses(connections, (lease != null) ? lease : LeasedProcesses.LEASE);
		this.readOnly = lease == null;
	}

	@Override
	public String type() {
		return TYPE;
	}

	@Override
	public String location() {
		return this.location;
	}

	@Override
	public String namespace() {
		return this.namespace;
	}

	@Override
	public boolean isReadOnly() {
		return this.readOnly;
	}

	@Override
	public boolean isLeased() {
		return true;
	}

	@Override
	public long sizeBytes() {
		SqlTexts opened = this.texts;
		if (opened == null) {
			return 0;
		}
		try (Connection connection = this.connections.take();
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(opened.in(SIZE))) {
			row.next();
			return row.getLong(1);
		}
		catch (SQLException ex) {
			throw failures().reading(ex);
		}
	}

	@Override
	public boolean exists() {
		return true;
	}

	@Override
	public void open() {
		PostgresqlSchema opening = new PostgresqlSchema(this.connections, this.location, this.schema, this.namespace);
		SqlTexts opened = (this.readOnly) ? opening.verify() : opening.prepare();
		this.location = opening.location();
		if (this.readOnly) {
			this.processes.observe(opened);
			this.texts = opened;
			return;
		}
		try {
			this.processes.register(opened);
		}
		catch (SQLException ex) {
			throw opening.refusal(ex);
		}
		this.texts = opened;
	}

	@Override
	public Session openEmpty() {
		throw new IllegalStateException("The database is there when it is open");
	}

	@Override
	public Session openForWriting() {
		if (this.readOnly) {
			return new PostgresqlSession(this.connections, texts()) {

				@Override
				protected void endTransaction() throws SQLException {
					super.endTransaction();
					endUse();
				}

			};
		}
		return new WritingSession(this.connections, texts(), this.processes.self());
	}

	@Override
	public Session openForReading() {
		return new PostgresqlSession(this.connections, texts());
	}

	@Override
	public JobConnections jobs(String queue) {
		if (this.readOnly) {
			return Database.super.jobs(queue);
		}
		return new JobConnections(this.connections::take, texts(), queue, JOB_CONNECTIONS);
	}

	private SqlTexts texts() {
		SqlTexts opened = this.texts;
		if (opened == null) {
			throw new IllegalStateException("The database '" + this.location + "' is not open");
		}
		return opened;
	}

	@Override
	public void verifyInPlace() {
		// A connection leads to the one database
	}

	@Override
	public void verifyWasInPlace() {
		// A connection leads to the one database
	}

	@Override
	public void copyTo(Path target) {
		throw new StoreException("The Musubito store '" + this.location
				+ "' is in PostgreSQL and can't be copied into a file. Back it up with pg_dump.", null);
	}

	@Override
	public boolean emptyLog() {
		// That of the server is its own
		return true;
	}

	@Override
	public void rewrite() {
		try (Connection connection = this.connections.take(); Statement statement = connection.createStatement()) {
			for (String table : REWRITTEN) {
				statement.execute(texts().in("VACUUM FULL " + table));
			}
		}
		catch (SQLException ex) {
			throw failures().writing(ex);
		}
	}

	@Override
	public StoreProcesses processes() {
		return this.processes;
	}

	@Override
	public boolean isUnavailable(Throwable failure) {
		return PostgresqlErrors.isTemporary(failure);
	}

	@Override
	public StoreFailures failures() {
		return new StoreFailures(this.location, "Check that the database runs and can be reached",
				"Check the space on the disk of the database and the rights of its user",
				"the database can't be reached, or a transaction of another program holds a lock on it",
				"Check that it runs and can be reached, and end that transaction");
	}

	@Override
	public void close() {
		this.processes.close();
		this.connections.close();
	}

}
