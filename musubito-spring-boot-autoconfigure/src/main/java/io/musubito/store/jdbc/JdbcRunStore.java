package io.musubito.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.musubito.Explanation;
import io.musubito.RunKind;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.StepOutcome;
import io.musubito.StepView;
import io.musubito.store.RunStore;

/**
 * The runs in a database.
 */
final class JdbcRunStore implements RunStore {

	private static final String END = """
			UPDATE musubito_run SET status = :status, ended_at = :endedAt WHERE run_id = :runId
			""";

	private static final String FIND_RECENT = """
			SELECT run_id, pipeline, kind, status, started_at, ended_at
			FROM musubito_run
			ORDER BY id DESC
			LIMIT :limit
			""";

	private static final String FIND = """
			SELECT run_id, pipeline, kind, status, started_at, ended_at FROM musubito_run WHERE run_id = :runId
			""";

	private static final String FIND_STEPS = """
			SELECT s.sequence, s.operation, s.node_id, s.outcome, s.why, s.duration, s.saved
			FROM musubito_step_record s JOIN musubito_run r ON r.id = s.run
			WHERE r.run_id = :runId
			ORDER BY s.sequence
			""";

	private final Readers readers;

	private final WriteQueue writes;

	JdbcRunStore(Readers readers, WriteQueue writes) {
		this.readers = readers;
		this.writes = writes;
	}

	@Override
	public void end(String runId, RunStatus status, Instant endedAt) {
		this.writes.writeBehind((session) -> session.jdbc()
			.sql(END)
			.param("runId", runId)
			.param("status", status.name())
			.param("endedAt", Columns.nanos(endedAt))
			.update());
	}

	@Override
	public List<RunView> recent(int limit) {
		this.writes.awaitSubmitted();
		return this.readers.read((session) -> session.jdbc()
			.sql(FIND_RECENT)
			.param("limit", limit)
			.query((row, number) -> run(row, List.of()))
			.list());
	}

	@Override
	public Optional<RunView> find(String runId) {
		this.writes.awaitSubmitted();
		return this.readers.readSnapshot((session) -> {
			List<StepView> steps = session.jdbc()
				.sql(FIND_STEPS)
				.param("runId", runId)
				.query((row, number) -> step(row))
				.list();
			return session.jdbc().sql(FIND).param("runId", runId).query((row, number) -> run(row, steps)).optional();
		});
	}

	private static RunView run(ResultSet row, List<StepView> steps) throws SQLException {
		return new RunView(row.getString("run_id"), row.getString("pipeline"), RunKind.valueOf(row.getString("kind")),
				RunStatus.valueOf(row.getString("status")), Columns.instant(row, "started_at"),
				Columns.nullableInstant(row, "ended_at"), null, steps);
	}

	private static StepView step(ResultSet row) throws SQLException {
		StepOutcome outcome = StepOutcome.valueOf(row.getString("outcome"));
		Explanation why = JsonColumns.why(row.getString("why"));
		return new StepView(row.getInt("sequence"), row.getString("operation"), row.getString("node_id"), outcome,
				outcome.isCached(), (why != null) ? why.reason() : null, why, Columns.duration(row, "duration"),
				Columns.duration(row, "saved"));
	}

}
