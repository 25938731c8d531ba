package io.musubito.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counts what the store keeps totals of, and compares.
 */
public final class CountedTotals {

	private static final String OUTCOMES = """
			count(*) FILTER (WHERE outcome IN ('REPLAYED', 'JOINED', 'SERVED_STALE')),
			count(*) FILTER (WHERE outcome = 'EXECUTED'), count(*) FILTER (WHERE outcome IN ('FAILED', 'BLOCKED')),
			count(*) FILTER (WHERE outcome = 'MANUAL')
			""";

	private static final String TOKENS = """
			sum(u.calls), sum(u.input_tokens), sum(u.output_tokens), sum(u.cached_input_tokens)
			""";

	private static final String ENTRIES = """
			(SELECT namespace, operation, outcome, duration, saved, ended_at FROM musubito_step_record
			UNION ALL
			SELECT p.namespace, n.operation, 'REPLAYED', p.duration, p.saved, p.ended_at
			FROM musubito_replay p JOIN musubito_node n ON n.namespace = p.namespace AND n.id = p.node) s
			""";

	// Of replays outside of runs it is not recorded which model they saved
	private static final String TOKENS_SAVED = """
			(SELECT s.namespace, s.operation, u.input_tokens + u.output_tokens AS tokens, s.ended_at
			FROM musubito_usage u JOIN musubito_step_record s ON s.namespace = u.namespace AND s.id = u.step_record
			WHERE u.kind = 'SAVED'
			UNION ALL
			SELECT p.namespace, n.operation, p.tokens_saved, p.ended_at
			FROM musubito_replay p JOIN musubito_node n ON n.namespace = p.namespace AND n.id = p.node
			WHERE p.tokens_saved IS NOT NULL) s
			""";

	private static final int[] HOURS = { 0, 1, 6, 24 };

	private CountedTotals() {
	}

	/**
	 * Compares all totals. Nobody writes meanwhile, and what was recorded is committed.
	 * @param connection a connection to the store
	 */
	public static void verify(Connection connection) throws SQLException {
		for (int hours : HOURS) {
			verifyPeriods(connection, hours);
		}
		verifyRuns(connection);
		verifyRows(connection);
	}

	private static void verifyPeriods(Connection connection, int hours) throws SQLException {
		String start = (hours > 0) ? "s.ended_at / %1$d * %1$d".formatted(hours * 3_600_000_000_000L) : "0";
		compare(connection,
				"SELECT s.namespace, %s, s.operation, %s, sum(duration) FILTER (WHERE outcome IN ('EXECUTED', 'FAILED')), "
					.formatted(start, OUTCOMES) + "sum(saved) FROM " + ENTRIES + " GROUP BY 1, 2, 3",
				"SELECT namespace, start, operation, replayed, executed, failed, manual, nullif(duration, 0), saved "
						+ "FROM musubito_total WHERE hours = " + hours);
		compare(connection, "SELECT s.namespace, %s, s.operation, u.kind, u.model, %s FROM musubito_usage u "
			.formatted(start, TOKENS)
				+ "JOIN musubito_step_record s ON s.namespace = u.namespace AND s.id = u.step_record WHERE u.kind = 'SPENT' GROUP BY 1, 2, 3, 4, 5",
				"SELECT namespace, start, operation, kind, model, calls, input_tokens, output_tokens, cached_input_tokens "
						+ "FROM musubito_usage_total WHERE kind = 'SPENT' AND hours = " + hours);
		compare(connection,
				"SELECT s.namespace, %s, s.operation, sum(tokens) FROM ".formatted(start) + TOKENS_SAVED
						+ " GROUP BY 1, 2, 3",
				"SELECT namespace, start, operation, sum(input_tokens + output_tokens) FROM musubito_usage_total "
						+ "WHERE kind = 'SAVED' AND hours = " + hours + " GROUP BY 1, 2, 3");
		compare(connection,
				"SELECT s.namespace, %s, json_extract(why, '$.reason'), count(*) FROM musubito_step_record s "
					.formatted(start) + "WHERE outcome = 'EXECUTED' AND why IS NOT NULL GROUP BY 1, 2, 3",
				"SELECT namespace, start, reason, steps FROM musubito_reason_total WHERE hours = " + hours);
	}

	private static void verifyRuns(Connection connection) throws SQLException {
		compare(connection,
				"SELECT namespace, run, " + OUTCOMES
						+ ", sum(saved) FROM musubito_step_record WHERE run IS NOT NULL GROUP BY 1, 2",
				"SELECT namespace, run, replayed, executed, failed, manual, saved FROM musubito_run_total");
		compare(connection, "SELECT s.namespace, s.run, u.kind, u.model, " + TOKENS + " FROM musubito_usage u JOIN "
				+ "musubito_step_record s ON s.namespace = u.namespace AND s.id = u.step_record WHERE s.run IS NOT NULL GROUP BY 1, 2, 3, 4",
				"SELECT namespace, run, kind, model, calls, input_tokens, output_tokens, cached_input_tokens "
						+ "FROM musubito_run_usage");
		compare(connection,
				"""
						SELECT namespace, run, json_extract(why, '$.reason'), count(*)
						FROM musubito_step_record s
						WHERE run IS NOT NULL AND outcome = 'EXECUTED' AND why IS NOT NULL AND NOT EXISTS (
							SELECT 1
							FROM musubito_step_record o
							WHERE o.namespace = s.namespace AND o.run = s.run AND o.outcome = 'EXECUTED' AND o.id < s.id AND o.node_id <> s.node_id
								AND o.node_id = json_extract(s.why, '$.rootCauseNodeId'))
						GROUP BY 1, 2, 3
						""",
				"SELECT namespace, run, reason, sum(steps) FROM musubito_run_cause GROUP BY 1, 2, 3");
	}

	/**
	 * Compares those that go down with what is removed. Others tell what has been.
	 */
	public static void verifyRows(Connection connection) throws SQLException {
		compare(connection, "SELECT namespace, operation, status, count(*) FROM musubito_node GROUP BY 1, 2, 3",
				"SELECT namespace, operation, status, nodes FROM musubito_node_total WHERE nodes <> 0");
		// Which type it has is noted when a node is recorded, and nobody else can change
		// that
		compare(connection, "SELECT DISTINCT namespace, operation FROM musubito_node WHERE type <> 'DAMAGED'",
				"SELECT o.namespace, o.operation FROM musubito_operation o WHERE EXISTS (SELECT 1 FROM musubito_node n "
						+ "WHERE n.namespace = o.namespace AND n.operation = o.operation AND n.type <> 'DAMAGED')");
		compare(connection, """
				SELECT namespace, 'artifacts', count(*) FROM musubito_artifact GROUP BY 1
				UNION ALL SELECT namespace, 'artifact bytes', sum(size) FROM musubito_artifact GROUP BY 1
				UNION ALL SELECT namespace, 'edges', count(*) FROM musubito_edge GROUP BY 1
				UNION ALL SELECT namespace, 'runs', count(*) FROM musubito_run GROUP BY 1
				""", "SELECT namespace, name, value FROM musubito_store_total WHERE value <> 0");
		compare(connection, "SELECT namespace, used_on, count(*) FROM musubito_node GROUP BY 1, 2",
				"SELECT namespace, used_on, nodes FROM musubito_use_total WHERE nodes <> 0");
		compare(connection, "SELECT a.namespace, a.id, a.size FROM musubito_artifact a",
				"SELECT namespace, artifact, size FROM musubito_artifact_use");
		compare(connection, "SELECT namespace, used_on, sum(size) FROM musubito_artifact_use GROUP BY 1, 2",
				"SELECT namespace, used_on, artifact_bytes FROM musubito_use_total WHERE artifact_bytes <> 0");
	}

	private static void compare(Connection connection, String counted, String kept) throws SQLException {
		assertThat(rows(connection, kept)).as(kept).isEqualTo(rows(connection, counted));
	}

	private static Set<String> rows(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(translate(connection, sql))) {
			Set<String> found = new TreeSet<>();
			while (rows.next()) {
				List<String> columns = new ArrayList<>();
				for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
					columns.add(String.valueOf(rows.getString(column)));
				}
				found.add(String.join(" ", columns));
			}
			return found;
		}
	}

	private static String translate(Connection connection, String sql) throws SQLException {
		if (connection.getMetaData().getDatabaseProductName().equals("SQLite")) {
			return sql;
		}
		return sql.replaceAll("json_extract\\(([\\w.]+), '\\$\\.(\\w+)'\\)", "($1::json ->> '$2')");
	}

}
