package io.musubito.store.jdbc;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Marks in the store that a file is being imported, from its first write to its last: an
 * import that was interrupted and begins again tells as the first one did what was there
 * before it.
 */
final class ImportMark {

	private static final String SELECT_LAST = """
			SELECT coalesce(max(id), 0)
			FROM (
				SELECT max(id) AS id FROM musubito_step_record WHERE namespace = :namespace
				UNION ALL
				SELECT max(execution) AS id FROM musubito_node WHERE namespace = :namespace
			) AS entries
			""";

	private static final String INSERT = """
			INSERT INTO musubito_meta (namespace, name, value) VALUES (:namespace, :name, :value)
			ON CONFLICT (namespace, name) DO NOTHING
			""";

	private static final String FIND = """
			SELECT value FROM musubito_meta WHERE namespace = :namespace AND name = :name
			""";

	private static final String DELETE = """
			DELETE FROM musubito_meta WHERE namespace = :namespace AND name = :name
			""";

	private ImportMark() {
	}

	/**
	 * Sets the mark unless it is there.
	 * @return the last journal entry before the import
	 */
	static long set(JdbcClient jdbc, CheckedFile file) {
		long last = jdbc.sql(SELECT_LAST).query((row, number) -> row.getLong(1)).single();
		jdbc.sql(INSERT).param("name", name(file)).param("value", Long.toString(last)).update();
		return jdbc.sql(FIND)
			.param("name", name(file))
			.query((row, number) -> Long.parseLong(row.getString(1)))
			.single();
	}

	static int remove(JdbcClient jdbc, CheckedFile file) {
		return jdbc.sql(DELETE).param("name", name(file)).update();
	}

	private static String name(CheckedFile file) {
		return "import " + file.end();
	}

}
