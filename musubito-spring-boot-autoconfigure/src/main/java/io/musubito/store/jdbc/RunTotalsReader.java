package io.musubito.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.musubito.ExecutionCause;
import io.musubito.Reason;
import io.musubito.RunCounts;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads what the journals of runs add up to, from the totals that are kept.
 */
final class RunTotalsReader {

	private static final String SELECT_COUNTS = """
			SELECT run, replayed, executed, failed, manual, saved FROM musubito_run_total
			WHERE namespace = :namespace AND run IN (:runs)
			""";

	private static final String SELECT_CAUSES = """
			SELECT run, reason, component, steps
			FROM musubito_run_cause
			WHERE namespace = :namespace AND run IN (:runs)
			ORDER BY run, steps DESC, reason, component
			""";

	private final JdbcClient jdbc;

	private final DamagedRows damaged;

	RunTotalsReader(JdbcClient jdbc, DamagedRows damaged) {
		this.jdbc = jdbc;
		this.damaged = damaged;
	}

	/**
	 * By the row ids of the runs. A run of which nothing was recorded has none.
	 */
	Map<Long, RunTotals> of(Collection<Long> runs) {
		if (runs.isEmpty()) {
			return Map.of();
		}
		List<Long> ids = InList.of(runs);
		Map<Long, RecordedUsage> usage = new UsageReader(this.jdbc).ofRuns(runs);
		Map<Long, List<ExecutionCause>> causes = causes(ids);
		Map<Long, RunTotals> totals = new HashMap<>();
		RowCallbackHandler add = (row) -> {
			long run = row.getLong("run");
			totals.put(run,
					new RunTotals(
							new RunCounts(row.getLong("replayed"), row.getLong("executed"), row.getLong("failed"),
									row.getLong("manual")),
							Columns.duration(row, "saved"), causes.getOrDefault(run, List.of()),
							usage.getOrDefault(run, RecordedUsage.NONE)));
		};
		this.jdbc.sql(SELECT_COUNTS).param("runs", ids).query(add);
		return totals;
	}

	private Map<Long, List<ExecutionCause>> causes(List<Long> runs) {
		Map<Long, List<ExecutionCause>> causes = new HashMap<>();
		RowCallbackHandler add = (row) -> {
			ExecutionCause cause = this.damaged.read(() -> "a cause of a run", row, RunTotalsReader::cause);
			if (cause != null) {
				causes.computeIfAbsent(row.getLong("run"), (run) -> new ArrayList<>()).add(cause);
			}
		};
		this.jdbc.sql(SELECT_CAUSES).param("runs", runs).query(add);
		return causes;
	}

	private static ExecutionCause cause(ResultSet row) throws SQLException {
		String component = row.getString("component");
		return new ExecutionCause(Reason.valueOf(row.getString("reason")), (component.isEmpty()) ? null : component,
				row.getLong("steps"));
	}

	/**
	 * The totals of one run.
	 *
	 * @param counts its steps by outcome
	 * @param saved what replays made unnecessary
	 * @param causes what made its steps execute
	 * @param usage what models used
	 */
	record RunTotals(RunCounts counts, Duration saved, List<ExecutionCause> causes, RecordedUsage usage) {

		static final RunTotals NONE = new RunTotals(RunCounts.NONE, Duration.ZERO, List.of(), RecordedUsage.NONE);

	}

}
