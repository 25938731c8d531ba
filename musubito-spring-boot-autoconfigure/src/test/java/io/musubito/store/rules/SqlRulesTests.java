package io.musubito.store.rules;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All SQL of the code and of the migrations keeps the rules of the stores: what belongs
 * to one namespace is seen in it alone, and the statements run on every database.
 */
class SqlRulesTests {

	/** Which part of the database is whose. */
	private static final String OF_ALL_NAMESPACES = """
			SELECT namespace, value FROM musubito_store_total WHERE name = 'artifact bytes'
			""";

	private static final String MIGRATIONS = "classpath*:io/musubito/store/jdbc/migration/";

	@Test
	void everyStatementOfTheCodeKeepsThem() throws Exception {
		SortedSet<String> statements = SqlConstants.ofTheCode();
		assertThat(statements).hasSizeGreaterThan(180);
		assertThat(statements.remove(OF_ALL_NAMESPACES)).isTrue();
		assertThat(statements.stream().filter((sql) -> !violations(sql).isEmpty())).as("statements that break them")
			.allSatisfy((sql) -> assertThat(violations(sql)).as(sql).isEmpty());
	}

	@Test
	void everyMigrationKeepsThem() throws IOException {
		List<Resource> sqlite = migrations("sqlite");
		assertThat(sqlite).isNotEmpty();
		for (Resource migration : sqlite) {
			String script = migration.getContentAsString(StandardCharsets.UTF_8);
			assertThat(MigrationRule.violations(script, true)).as(migration.getFilename()).isEmpty();
			assertThat(bodies(script)).isNotEmpty()
				.allSatisfy((body) -> assertThat(NamespaceRule.violations(body)).as(body).isEmpty());
		}
		List<Resource> postgresql = migrations("postgresql");
		assertThat(postgresql).hasSameSizeAs(sqlite);
		for (Resource migration : postgresql) {
			String script = migration.getContentAsString(StandardCharsets.UTF_8);
			assertThat(MigrationRule.violations(script, false)).as(migration.getFilename()).isEmpty();
			assertThat(ForbiddenSql.inMigration(script)).as(migration.getFilename()).isEmpty();
		}
	}

	private static List<Resource> migrations(String type) throws IOException {
		return List.of(new PathMatchingResourcePatternResolver().getResources(MIGRATIONS + type + "/*.sql"));
	}

	/**
	 * What triggers do.
	 */
	private static List<String> bodies(String script) {
		return Arrays.stream(script.split("\nBEGIN\n")).skip(1).map((rest) -> rest.split("\nEND;")[0]).toList();
	}

	private static Set<String> violations(String sql) {
		Set<String> violations = new TreeSet<>(NamespaceRule.violations(sql));
		violations.addAll(ForbiddenSql.inStatement(sql));
		return violations;
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT id FROM musubito_node WHERE node_id = ?", "SELECT id FROM musubito_node",
			"SELECT id FROM musubito_node WHERE node_id = ? AND namespace = :namespace",
			"SELECT id FROM musubito_node WHERE namespace = :namespace AND id = ? OR id = ?",
			"SELECT id FROM musubito_node WHERE namespace = '' AND node_id = ?",
			"SELECT n.id FROM musubito_node n JOIN musubito_edge e ON e.upstream = n.id WHERE n.namespace = :namespace",
			"SELECT n.id FROM musubito_node n JOIN musubito_edge e ON e.namespace = n.namespace AND e.upstream = n.id",
			"SELECT n.id FROM musubito_node n, musubito_edge e WHERE n.namespace = :namespace AND e.upstream = n.id",
			"SELECT n.id FROM musubito_node n LEFT JOIN musubito_run r ON r.id = n.id AND r.namespace = n.namespace "
					+ "WHERE n.namespace = :namespace",
			"SELECT id FROM musubito_run WHERE namespace = :namespace AND id IN (SELECT run FROM musubito_call)",
			"SELECT id FROM musubito_run WHERE namespace = :namespace UNION SELECT run FROM musubito_call",
			"WITH a (id) AS (SELECT id FROM musubito_node) SELECT id FROM a",
			"SELECT c.id FROM called c JOIN musubito_node n ON n.id = c.id",
			"UPDATE musubito_node SET status = ? WHERE id = ?", "UPDATE musubito_node SET status = ?",
			"UPDATE musubito_node SET namespace = :namespace WHERE id = ?", "DELETE FROM musubito_node WHERE id = ?",
			"DELETE FROM %s WHERE hours = ?", "INSERT INTO musubito_node (id) VALUES (?)",
			"INSERT INTO musubito_node (id, namespace) VALUES (?, :namespace)",
			"INSERT INTO musubito_node (namespace, id) VALUES (?, ?)",
			"INSERT INTO musubito_node (namespace, id) SELECT id, id FROM musubito_run WHERE namespace = :namespace",
			"INSERT INTO musubito_run (namespace, id) VALUES (:namespace, ?) ON CONFLICT (id) DO NOTHING",
			"INSERT INTO musubito_run (namespace, id) VALUES (:namespace, ?) ON CONFLICT DO UPDATE SET id = 1" })
	void aStatementThatMeansRowsOfAnyNamespaceIsFound(String sql) {
		assertThat(NamespaceRule.violations(sql)).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET x = 1", "SELECT 1; SET SESSION x = 1", "SELECT 1; RESET ALL", "PREPARE p AS SELECT 1",
			"LISTEN x", "SELECT x FROM search_path", "CREATE TEMP TABLE x (y TEXT)",
			"CREATE TEMPORARY TABLE x (y TEXT)", "DECLARE c CURSOR WITH HOLD FOR SELECT 1",
			"SELECT pg_advisory_lock(1)", "SELECT pg_try_advisory_xact_lock(1)", "LOCK TABLE musubito_node",
			"SELECT 1 FOR UPDATE SKIP LOCKED", "SELECT n.duration / 1000 FROM x", "SELECT (a + b) / (c)",
			"SELECT clock_timestamp()", "SELECT last_insert_rowid()", "SELECT json_extract(why, '$.reason')",
			"SELECT * FROM json_each(?)", "SELECT rowid FROM x" })
	void aStatementThatNotEveryDatabaseRunsIsFound(String sql) {
		assertThat(ForbiddenSql.inStatement(sql)).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TRIGGER x", "CREATE FUNCTION x() LANGUAGE plpgsql", "DO $$ BEGIN END $$",
			"CREATE TABLE x (y TEXT DEFERRABLE)", "CREATE TABLE x (EXCLUDE USING gist (y WITH =))",
			"CREATE INDEX CONCURRENTLY x ON y (z)", "CREATE TABLE x (y BIGSERIAL)", "CREATE TABLE x (y VARCHAR(3))",
			"SET search_path = x" })
	void aMigrationThatNotEveryDatabaseRunsIsFound(String sql) {
		assertThat(ForbiddenSql.inMigration(sql)).isNotEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					CREATE TABLE x (id INTEGER PRIMARY KEY, namespace TEXT)                                          | namespace is not the first column of x
					CREATE TABLE x (namespace TEXT, y TEXT UNIQUE)                                                   | namespace is not in UNIQUE of x
					CREATE TABLE x (namespace TEXT, y TEXT UNIQUE, PRIMARY KEY (namespace, y))                       | namespace is not in UNIQUE of x
					CREATE TABLE x (namespace TEXT, y TEXT, UNIQUE (y, namespace))                                   | namespace is not first in UNIQUE of x
					CREATE TABLE x (namespace TEXT, y TEXT PRIMARY KEY)                                              | namespace is not in PRIMARY of x
					CREATE TABLE x (namespace TEXT, y TEXT, PRIMARY KEY (y))                                         | namespace is not first in PRIMARY of x
					CREATE TABLE x (namespace TEXT, y INTEGER REFERENCES z (id))                                     | namespace is not first in REFERENCES of x
					CREATE TABLE x (namespace TEXT, y TEXT, FOREIGN KEY (y) REFERENCES z (namespace))                | namespace is not first in a reference of x
					CREATE INDEX i ON x (y, namespace);                                                              | namespace is not first in index i
					CREATE UNIQUE INDEX i ON x (y);                                                                  | namespace is not first in index i
					""")
	void aKeyThatDoesNotBeginWithTheNamespaceIsFound(String script, String violation) {
		assertThat(MigrationRule.violations(script, true)).containsExactly(violation);
	}

	@Test
	void onlyWhereRowsAreStoredByNumberMayThatBeAKey() {
		String script = "CREATE TABLE x (namespace TEXT NOT NULL, id INTEGER PRIMARY KEY, y TEXT)";
		assertThat(MigrationRule.violations(script, true)).isEmpty();
		assertThat(MigrationRule.violations(script, false)).isNotEmpty();
	}

	@Test
	void whatKeepsTheRulesIsNotFound() {
		assertThat(Stream.of("""
				SELECT n.id, (SELECT max(id) FROM musubito_run WHERE namespace = :namespace)
				FROM musubito_node n LEFT JOIN musubito_edge e ON e.namespace = n.namespace AND e.upstream = n.id
				WHERE n.namespace = :namespace AND (n.id = ? OR n.id = ?)
				""", "SELECT 'musubito_node' AS x, started_at FROM called c WHERE x = '1/2'", """
				INSERT INTO musubito_node (namespace, id) SELECT :namespace, id FROM musubito_run
				WHERE namespace = :namespace ON CONFLICT (namespace, id) DO UPDATE SET id = excluded.id
				""")).allSatisfy((sql) -> assertThat(violations(sql)).as(sql).isEmpty());
	}

}
