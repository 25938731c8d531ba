package io.musubito.store.jdbc;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What was written last: what has a greater number was written since.
 *
 * @param entry the row id of the newest journal entry
 * @param replay that of the newest replay outside of runs
 */
record NewestRows(long entry, long replay) {

	private static final String SELECT = """
			SELECT (SELECT coalesce(max(id), 0) FROM musubito_step_record WHERE namespace = :namespace) AS entry,
				(SELECT coalesce(max(id), 0) FROM musubito_replay WHERE namespace = :namespace) AS replay
			""";

	static NewestRows read(JdbcClient jdbc) {
		return jdbc.sql(SELECT)
			.query((row, number) -> new NewestRows(row.getLong("entry"), row.getLong("replay")))
			.single();
	}

}
