package io.musubito.store.jdbc;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

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

	/** In the order of their versions, which count from 1. */
	private static final List<String> MIGRATIONS = List.of("V1__lineage.sql");

	/**
	 * The version of the last migration.
	 */
	public static final int VERSION = MIGRATIONS.size();

	private static final String FOLDER = "io/musubito/store/jdbc/migration/";

	private LineageSchema() {
	}

	/**
	 * Reads the version of a database that has a history table.
	 * @param jdbc reads the database
	 * @param translation makes a text one for the database
	 * @return the version, 0 before the first migration
	 */
	public static int version(JdbcClient jdbc, UnaryOperator<String> translation) {
		return jdbc.sql(translation.apply("""
				SELECT coalesce(max(CAST(version AS INTEGER)), 0) FROM musubito_schema_history WHERE success
				""")).query(Integer.class).single();
	}

	/**
	 * Whether Flyway would find nothing to do and nothing to refuse: its history has the
	 * migrations that there are here and no others, each successful, of the same name and
	 * with the same checksum. To load Flyway takes longer than to open the store.
	 * @param jdbc reads a database that has a history table
	 * @param type the kind of database
	 * @param translation makes a text one for the database
	 * @return {@code false} when Flyway has to decide
	 * @throws IOException when a migration can't be read
	 */
	public static boolean isAsMigrated(JdbcClient jdbc, String type, UnaryOperator<String> translation)
			throws IOException {
		List<String> expected = new ArrayList<>();
		for (int i = 0; i < MIGRATIONS.size(); i++) {
			String script = MIGRATIONS.get(i);
			expected.add(row(i + 1, "SQL", script, checksum(type, script), true));
		}
		return expected.equals(jdbc.sql(translation.apply("""
				SELECT version, type, script, checksum, success FROM musubito_schema_history
				WHERE type NOT IN ('SCHEMA', 'BASELINE')
				ORDER BY installed_rank
				"""))
			.query((row, index) -> row(row.getString("version"), row.getString("type"), row.getString("script"),
					row.getString("checksum"), row.getBoolean("success")))
			.list());
	}

	private static String row(@Nullable Object... values) {
		return Arrays.toString(values);
	}

	/**
	 * As Flyway computes it: of all lines, without what ends them.
	 */
	private static int checksum(String type, String script) throws IOException {
		CRC32 checksum = new CRC32();
		String name = FOLDER + type + "/" + script;
		try (InputStream stream = LineageSchema.class.getClassLoader().getResourceAsStream(name)) {
			if (stream == null) {
				throw new FileNotFoundException("'" + name + "' is not on the class path");
			}
			new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)).lines()
				.forEach((line) -> checksum.update(line.getBytes(StandardCharsets.UTF_8)));
		}
		return (int) checksum.getValue();
	}

	/**
	 * Brings a database to {@link #VERSION}. Must not run twice at a time on one
	 * database.
	 * @param dataSource connects to the database
	 * @param type the kind of database
	 * @param schema the schema of its tables, which is created when it is not there;
	 * {@code null} where there are none
	 * @throws org.flywaydb.core.api.FlywayException when that fails
	 */
	public static void migrate(DataSource dataSource, String type, @Nullable String schema) {
		try {
			FluentConfiguration configuration = configuration().dataSource(dataSource)
				.locations("classpath:" + FOLDER + type)
				.table(HISTORY_TABLE)
				.failOnMissingLocations(true)
				.loggers(loggers());
			if (schema != null) {
				// There may be tables of the application in it
				configuration.schemas(schema).baselineOnMigrate(true).baselineVersion("0");
			}
			configuration.load().migrate();
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
