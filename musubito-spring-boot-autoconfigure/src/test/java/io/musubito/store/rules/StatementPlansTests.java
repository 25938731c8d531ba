package io.musubito.store.rules;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.musubito.store.sqlite.SqliteStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How SQLite finds rows. It has no statistics of its own, and must not take the namespace
 * for what tells rows apart: it would read all rows of a namespace to find one.
 */
class StatementPlansTests {

	/** Without what is read in the order of row ids. */
	private static final Pattern READS_ALL = Pattern
		.compile("(PRIMARY KEY|INDEX (?!sqlite_autoindex_musubito_(node|run|artifact)_2)\\S+) \\(namespace=\\?\\)");

	/** Claims are few, and retention looks at everything. */
	private static final String[] KNOWN = { "DELETE FROM musubito_claim ", "SELECT n.id, CASE WHEN status",
			"SELECT n.id, n.producer, n.artifact, n.used_on" };

	@TempDir
	Path folder;

	@Test
	void whoLooksForRowsDoesNotReadThoseOfTheWholeNamespace() throws Exception {
		Path file = this.folder.resolve("musubito.db");
		SqliteStore.open(file, false, Clock.systemUTC()).close();
		Map<String, List<String>> plans = new TreeMap<>();
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
			for (String sql : SqlConstants.ofTheCode()) {
				String statement = sql.replace(":namespace", "''").replaceAll(":[A-Za-z]+", "?");
				if (statement.contains("musubito_") && statement.contains("?")) {
					plans.put(statement, plan(connection, statement));
				}
			}
		}
		plans.values().removeIf(List::isEmpty);
		assertThat(plans).hasSizeGreaterThan(100);
		plans.keySet().removeIf((sql) -> Stream.of(KNOWN).anyMatch(sql::startsWith));
		plans.values().removeIf((plan) -> plan.stream().noneMatch((step) -> READS_ALL.matcher(step).find()));
		assertThat(plans).isEmpty();
	}

	/**
	 * The steps of a plan; none for a part of a statement.
	 */
	private static List<String> plan(Connection connection, String sql) {
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
			List<String> steps = new ArrayList<>();
			while (rows.next()) {
				steps.add(rows.getString(4));
			}
			return steps;
		}
		catch (SQLException ex) {
			return List.of();
		}
	}

}
