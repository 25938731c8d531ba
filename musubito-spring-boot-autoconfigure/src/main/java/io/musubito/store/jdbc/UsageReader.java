package io.musubito.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import io.musubito.ModelUsage;
import io.musubito.Usage;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Reads what models used.
 */
final class UsageReader {

	private static final String SELECT_BY_STEP = """
			SELECT u.step_record AS owner, u.kind, u.model, u.calls, u.input_tokens, u.output_tokens,
				u.cached_input_tokens
			FROM musubito_run r
				JOIN musubito_step_record s ON s.namespace = r.namespace AND s.run = r.id
				JOIN musubito_usage u ON u.namespace = r.namespace AND u.step_record = s.id
			WHERE r.namespace = :namespace AND r.run_id = :runId
			""";

	private static final String SELECT_BY_RUN = """
			SELECT run AS owner, kind, model, calls, input_tokens, output_tokens, cached_input_tokens
			FROM musubito_run_usage
			WHERE namespace = :namespace AND run IN (:runs)
			""";

	private static final String SUM = """
			SELECT %s AS owner, kind, model, sum(calls) AS calls, sum(input_tokens) AS input_tokens,
				sum(output_tokens) AS output_tokens, sum(cached_input_tokens) AS cached_input_tokens
			FROM musubito_usage_total
			WHERE namespace = :namespace AND hours = :hours AND start >= :from AND start < :to
			GROUP BY %1$s, kind, model
			""";

	private static final String SUM_BY_OPERATION = SUM.formatted("operation");

	private static final String SUM_BY_START = SUM.formatted("start");

	private final JdbcClient jdbc;

	UsageReader(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * By the row ids of the journal entries of a run.
	 */
	Map<Long, RecordedUsage> ofSteps(String runId) {
		return readByRowId(this.jdbc.sql(SELECT_BY_STEP).param("runId", runId));
	}

	/**
	 * The sums by the row ids of runs.
	 */
	Map<Long, RecordedUsage> ofRuns(Collection<Long> runs) {
		return runs.isEmpty() ? Map.of() : readByRowId(this.jdbc.sql(SELECT_BY_RUN).param("runs", InList.of(runs)));
	}

	/**
	 * The sums of a time by step.
	 */
	Map<String, RecordedUsage> ofOperations(TotalTime time) {
		return read(time.bind(this.jdbc.sql(SUM_BY_OPERATION)), (row) -> row.getString("owner"));
	}

	/**
	 * The sums of a time by the beginnings of its periods.
	 */
	Map<Long, RecordedUsage> ofPeriods(TotalTime time) {
		return readByRowId(time.bind(this.jdbc.sql(SUM_BY_START)));
	}

	private static Map<Long, RecordedUsage> readByRowId(StatementSpec statement) {
		return read(statement, (row) -> row.getLong("owner"));
	}

	private static <K> Map<K, RecordedUsage> read(StatementSpec statement, Key<K> key) {
		Map<K, RecordedUsage> byKey = new HashMap<>();
		RowCallbackHandler add = (row) -> byKey.merge(key.of(row), usage(row), RecordedUsage::plus);
		statement.query(add);
		return byKey;
	}

	private static RecordedUsage usage(ResultSet row) throws SQLException {
		Usage usage = Usage.of(new ModelUsage(row.getString("model"), row.getLong("calls"), row.getLong("input_tokens"),
				row.getLong("output_tokens"), row.getLong("cached_input_tokens")));
		return "SPENT".equals(row.getString("kind")) ? new RecordedUsage(usage, Usage.NONE)
				: new RecordedUsage(Usage.NONE, usage);
	}

	/**
	 * Reads the key that usage is grouped by.
	 *
	 * @param <K> the key
	 */
	@FunctionalInterface
	private interface Key<K> {

		K of(ResultSet row) throws SQLException;

	}

}
