package io.musubito.store.jdbc;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.ClassUtils;

/**
 * The schema of a store, which Flyway creates and migrates: each kind of database has
 * migrations of its own to the same versions.
 */
public final class LineageSchema {

	/**
	 * The table in which Flyway keeps what it has done.
	 */
	public static final String HISTORY_TABLE = "musubito_schema_history";

	/**
	 * The version of the last migration.
	 */
	public static final int VERSION = 1;

	private static final String MIGRATIONS = "classpath:io/musubito/store/jdbc/migration/";

	private LineageSchema() {
	}

	/**
	 * Reads the version of a database that has a history table.
	 * @param jdbc reads the database
	 * @return the version, 0 before the first migration
	 */
	public static int version(JdbcClient jdbc) {
		return jdbc.sql("""
				SELECT coalesce(max(CAST(version AS INTEGER)), 0) FROM musubito_schema_history WHERE success
				""").query(Integer.class).single();
	}

	/**
	 * Brings a database to {@link #VERSION}. Must not run twice at a time on one
	 * database.
	 * @param dataSource connects to the database
	 * @param type the kind of database
	 * @throws org.flywaydb.core.api.FlywayException when that fails
	 */
	public static void migrate(DataSource dataSource, String type) {
		try {
			configuration().dataSource(dataSource)
				.locations(MIGRATIONS + type)
				.table(HISTORY_TABLE)
				.failOnMissingLocations(true)
				.loggers(loggers())
				.load()
				.migrate();
		}
		finally {
			// The loggers of the last configuration that was loaded are those of all
			configuration().load();
		}
	}

	private static FluentConfiguration configuration() {
		return Flyway.configure(LineageSchema.class.getClassLoader());
	}

	/**
	 * Flyway looks for loggers where it comes from itself, which need not know this.
	 */
	private static String loggers() {
		ClassLoader ofFlyway = Flyway.class.getClassLoader();
		return ClassUtils.isVisible(FlywayLog.class, ofFlyway) ? FlywayLog.class.getName() : "auto";
	}

}
