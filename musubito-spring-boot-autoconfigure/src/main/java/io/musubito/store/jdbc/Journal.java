package io.musubito.store.jdbc;

import java.sql.Types;

import io.musubito.store.RunStart;
import io.musubito.store.StepRecord;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes the journal, within the transaction of the caller.
 */
final class Journal {

	private static final String INSERT_RUN = """
			INSERT INTO musubito_run (run_id, pipeline, kind, status, started_at, newest_node)
			VALUES (:runId, :pipeline, :kind, 'RUNNING', :startedAt,
				(SELECT coalesce(max(id), 0) FROM musubito_node))
			ON CONFLICT (run_id) DO NOTHING
			""";

	private static final String INSERT_STEP_RECORD = """
			INSERT INTO musubito_step_record
				(run, sequence, position, operation, node_id, outcome, why, error, duration, saved, ended_at)
			VALUES ((SELECT id FROM musubito_run WHERE run_id = :runId), :sequence, :position, :operation,
				:nodeId, :outcome, :why, :error, :duration, :saved, :endedAt)
			RETURNING id
			""";

	private Journal() {
	}

	// Appends an entry, and the run that it belongs to when this is its first. Returns
	// the
	// row id of the entry, which grows with each
	static long append(JdbcClient jdbc, StepRecord entry) {
		RunStart run = entry.run();
		if (run != null) {
			jdbc.sql(INSERT_RUN)
				.param("runId", run.runId())
				.param("pipeline", run.pipeline())
				.param("kind", run.kind().name())
				.param("startedAt", Columns.nanos(run.startedAt()))
				.update();
		}
		return jdbc.sql(INSERT_STEP_RECORD)
			.param("runId", (run != null) ? run.runId() : null, Types.VARCHAR)
			.param("sequence", entry.sequence())
			.param("position", entry.position(), Types.VARCHAR)
			.param("operation", entry.operation())
			.param("nodeId", entry.nodeId())
			.param("outcome", entry.outcome().name())
			.param("why", JsonColumns.why(entry.why()), Types.VARCHAR)
			.param("error", entry.error(), Types.VARCHAR)
			.param("duration", Columns.nanos(entry.duration()))
			.param("saved", Columns.nanos(entry.saved()))
			.param("endedAt", Columns.nanos(entry.endedAt()))
			.query((row, number) -> row.getLong(1))
			.single();
	}

}
