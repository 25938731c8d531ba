package io.musubito.behaviour.access;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.musubito.store.postgresql.PostgresqlServer;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.Tag;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * The same with PostgreSQL, where who reads may select and nothing else.
 */
@Tag("process")
class PostgresqlAccessTests extends AbstractAccessTests {

	private final PostgresqlServer server = PostgresqlServer.shared();

	private final String schema = this.server.createSchema();

	@Override
	ConfigurableApplicationContext startWriting(String... properties) {
		return start(this.server.url(), properties);
	}

	@Override
	ConfigurableApplicationContext startReading(String... properties) {
		String reader = "reader_" + this.schema;
		this.server.execute("CREATE ROLE " + reader + " LOGIN");
		this.server.execute("GRANT USAGE ON SCHEMA " + this.schema + " TO " + reader);
		this.server.execute("GRANT SELECT ON ALL TABLES IN SCHEMA " + this.schema + " TO " + reader);
		return start(this.server.url().replace("user=postgres", "user=" + reader), properties);
	}

	private ConfigurableApplicationContext start(String url, String... properties) {
		return Engine.in(this.directory)
			.start(Newsroom.class,
					Stream.concat(Stream.of("musubito.store.type=postgresql", "musubito.store.schema=" + this.schema,
							"musubito.store.url=" + url), Arrays.stream(properties))
						.toArray(String[]::new));
	}

	/**
	 * All rows of all tables, and when they were written.
	 */
	@Override
	List<String> dump() {
		List<String> dump = new ArrayList<>();
		try (Connection connection = DriverManager.getConnection(this.server.url());
				Statement statement = connection.createStatement()) {
			List<String> tables = rows(statement, "SELECT table_name FROM information_schema.tables "
					+ "WHERE table_type = 'BASE TABLE' AND table_schema = '" + this.schema + "' ORDER BY 1");
			for (String table : tables) {
				for (String row : rows(statement,
						"SELECT xmin || ' ' || t::text FROM " + this.schema + "." + table + " t ORDER BY 1")) {
					dump.add(table + " " + row);
				}
			}
			return dump;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<String> rows(Statement statement, String sql) throws SQLException {
		try (ResultSet rows = statement.executeQuery(sql)) {
			List<String> found = new ArrayList<>();
			while (rows.next()) {
				found.add(rows.getString(1));
			}
			return found;
		}
	}

}
