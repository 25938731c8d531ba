package io.musubito.store.postgresql;

import java.time.Clock;
import java.time.Duration;

import javax.sql.DataSource;

import io.musubito.store.jdbc.Database;
import io.musubito.store.jdbc.JdbcStore;
import org.jspecify.annotations.Nullable;

/**
 * A store in a PostgreSQL database, for several processes on several machines. Safe for
 * use by any number of threads.
 */
public final class PostgresqlStore extends JdbcStore {

	private PostgresqlStore(Database database, Clock clock) {
		super(database, clock);
	}

	/**
	 * A store with a small pool of connections of its own, which connects when it is
	 * opened.
	 * @param url the JDBC URL
	 * @param username the user; {@code null} when the URL names it
	 * @param password the password; {@code null} when the URL has it, or none is needed
	 * @param schema the schema of its tables; {@code null} for the first of the search
	 * path of the user
	 * @param namespace the namespace
	 * @param clock the clock of what the store itself dates
	 * @return the store, which is not open
	 */
	public static PostgresqlStore at(String url, @Nullable String username, @Nullable String password,
			@Nullable String schema, String namespace, Clock clock) {
		return at(url, username, password, schema, namespace, LeasedProcesses.LEASE, clock);
	}

	/**
	 * A store of which nothing is written, for a user who may only select.
	 * @param url as above
	 * @param username as above
	 * @param password as above
	 * @param schema as above, with the tables of this release
	 * @param namespace the namespace
	 * @param clock the clock
	 * @return the store, which is not open
	 */
	public static PostgresqlStore reading(String url, @Nullable String username, @Nullable String password,
			@Nullable String schema, String namespace, Clock clock) {
		return at(url, username, password, schema, namespace, null, clock);
	}

	static PostgresqlStore at(String url, @Nullable String username, @Nullable String password, @Nullable String schema,
			String namespace, @Nullable Duration lease, Clock clock) {
		return new PostgresqlStore(new PostgresqlDatabase(PostgresqlSchema.location(url),
				OwnPool.create(url, username, password), schema, namespace, lease), clock);
	}

	/**
	 * A store with the connections of the application. It holds none of them while
	 * nothing is read or written.
	 * @param dataSource connects to PostgreSQL
	 * @param schema as above
	 * @param namespace the namespace
	 * @param clock the clock of what the store itself dates
	 * @return the store, which is not open, and does not close the data source
	 */
	public static PostgresqlStore on(DataSource dataSource, @Nullable String schema, String namespace, Clock clock) {
		return new PostgresqlStore(new PostgresqlDatabase(PostgresqlDatabase.TYPE, new Connections(dataSource, null),
				schema, namespace, LeasedProcesses.LEASE), clock);
	}

	/**
	 * A store of which nothing is written, with the connections of the application.
	 * @param dataSource connects to PostgreSQL
	 * @param schema the schema, with the tables of this release
	 * @param namespace the namespace
	 * @param clock the clock
	 * @return the store, which is not open
	 */
	public static PostgresqlStore readingOn(DataSource dataSource, @Nullable String schema, String namespace,
			Clock clock) {
		return new PostgresqlStore(new PostgresqlDatabase(PostgresqlDatabase.TYPE, new Connections(dataSource, null),
				schema, namespace, null), clock);
	}

}
