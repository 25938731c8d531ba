package io.musubito.store.jdbc;

import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

import io.musubito.Usage;
import io.musubito.store.RunStart;
import io.musubito.store.StepRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction adds to the totals of runs.
 */
final class RunSums {

	private static final String ADD = """
			INSERT INTO musubito_run_total (namespace, run, replayed, executed, failed, manual, saved)
			SELECT :namespace, id, ?, ?, ?, ?, ? FROM musubito_run WHERE namespace = :namespace AND run_id = ?
			ON CONFLICT (namespace, run) DO UPDATE
			SET replayed = musubito_run_total.replayed + excluded.replayed,
				executed = musubito_run_total.executed + excluded.executed,
				failed = musubito_run_total.failed + excluded.failed,
				manual = musubito_run_total.manual + excluded.manual, saved = musubito_run_total.saved + excluded.saved
			""";

	private static final String ADD_USAGE = """
			INSERT INTO musubito_run_usage (namespace, calls, input_tokens, output_tokens, cached_input_tokens, kind, model,
				run)
			SELECT :namespace, ?, ?, ?, ?, ?, ?, id FROM musubito_run WHERE namespace = :namespace AND run_id = ?
			ON CONFLICT (namespace, run, kind, model) DO UPDATE
			SET calls = musubito_run_usage.calls + excluded.calls,
				input_tokens = musubito_run_usage.input_tokens + excluded.input_tokens,
				output_tokens = musubito_run_usage.output_tokens + excluded.output_tokens,
				cached_input_tokens = musubito_run_usage.cached_input_tokens + excluded.cached_input_tokens
			""";

	private static final String ADD_CAUSE = """
			INSERT INTO musubito_run_cause (namespace, run, reason, component, steps)
			SELECT :namespace, id, ?, ?, ? FROM musubito_run WHERE namespace = :namespace AND run_id = ?
			ON CONFLICT (namespace, run, reason, component) DO UPDATE SET steps = musubito_run_cause.steps + excluded.steps
			""";

	private final Map<String, RunSum> byRunId = new TreeMap<>();

	void add(StepRecord entry, @Nullable StepCause cause) {
		RunStart run = entry.run();
		if (run != null) {
			RunSum sum = sum(run.runId());
			sum.journal.add(entry);
			if (cause != null) {
				sum.causes.merge(cause, 1L, Long::sum);
			}
		}
	}

	void add(String runId, Usage late) {
		sum(runId).journal.add(JournalSum.SPENT, late);
	}

	private RunSum sum(String runId) {
		return this.byRunId.computeIfAbsent(runId, (key) -> new RunSum(new JournalSum(), new TreeMap<>()));
	}

	void clear() {
		this.byRunId.clear();
	}

	void write(Session session) throws SQLException {
		for (Map.Entry<String, RunSum> run : this.byRunId.entrySet()) {
			write(session, run.getKey(), run.getValue());
		}
	}

	private static void write(Session session, String runId, RunSum sum) throws SQLException {
		GatheredStatements gathered = session.gathered();
		JournalSum journal = sum.journal;
		if (journal.hasEntries()) {
			gathered.add(ADD, journal.replayed(), journal.executed(), journal.failed(), journal.manual(),
					journal.saved(), runId);
		}
		journal
			.<SQLException>forEachUsage((kind, model) -> gathered.add(ADD_USAGE, UsageRows.values(kind, model, runId)));
		for (Map.Entry<StepCause, Long> cause : sum.causes.entrySet()) {
			gathered.add(ADD_CAUSE, cause.getKey().reason().name(), cause.getKey().component(), cause.getValue(),
					runId);
		}
	}

	/**
	 * What is added to one run.
	 */
	private record RunSum(JournalSum journal, Map<StepCause, Long> causes) {

	}

}
