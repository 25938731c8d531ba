package io.musubito.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

import io.musubito.Explanation;
import io.musubito.RunKind;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.StepOutcome;
import io.musubito.StepType;
import io.musubito.StepView;
import io.musubito.lineage.GivenAnswer;
import io.musubito.lineage.PipelineCall;
import io.musubito.store.RecordedCall;
import io.musubito.store.RunDetails;
import io.musubito.store.RunEntry;
import io.musubito.store.RunStart;
import io.musubito.store.RunStore;
import io.musubito.store.StoreProcesses;
import io.musubito.store.jdbc.RunTotalsReader.RunTotals;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * The runs in a database.
 */
final class JdbcRunStore implements RunStore {

	private static final String END = """
			UPDATE musubito_run SET status = :status, ended_at = :endedAt WHERE namespace = :namespace AND run_id = :runId
			""";

	private static final String SELECT = """
			SELECT r.id, r.run_id, r.pipeline, r.kind, r.status, r.started_at, r.ended_at, r.owner,
				p.run_id AS parent_run_id, o.run_id AS resumed_from
			FROM musubito_run r
				LEFT JOIN musubito_run p ON p.namespace = r.namespace AND p.id = r.parent
				LEFT JOIN musubito_run o ON o.namespace = r.namespace AND o.id = r.resumed
			WHERE r.namespace = :namespace
			""";

	private static final String FIND_RECENT = SELECT + """
			ORDER BY r.id DESC
			LIMIT :limit
			""";

	private static final String FIND_RECENT_OF_PIPELINE = SELECT + """
			AND r.pipeline = :pipeline
			ORDER BY r.id DESC
			LIMIT :limit
			""";

	private static final String FIND = SELECT + """
			AND r.run_id = :runId
			""";

	private static final String FIND_RESUMPTION = SELECT + """
			AND o.run_id = :resumedFrom AND (r.status = 'RUNNING' OR :again = 0 AND r.status = 'SUCCESS')
			ORDER BY r.id DESC
			LIMIT 1
			""";

	private static final String FIND_NEWEST_RESUMPTION = """
			SELECT r.run_id FROM musubito_run r
			WHERE r.namespace = :namespace AND r.resumed = (SELECT id FROM musubito_run
				WHERE namespace = :namespace AND run_id = :runId)
			ORDER BY r.id DESC
			LIMIT 1
			""";

	private static final String BEGIN = """
			UPDATE musubito_run SET status = 'RUNNING', owner = :owner, started_at = :startedAt
			WHERE namespace = :namespace AND run_id = :runId AND status = 'SUBMITTED'
			""";

	private static final String FIND_SUBMITTED = """
			SELECT run_id FROM musubito_run
			WHERE namespace = :namespace AND status = 'SUBMITTED' AND owner IS NULL
			ORDER BY id
			""";

	private static final String FIND_CALL = """
			SELECT c.signature, c.arguments_compressed, CASE WHEN octet_length(c.arguments) <= :largest THEN c.arguments END AS arguments, c.obstacle, c.components
			FROM musubito_call c JOIN musubito_run r ON r.namespace = c.namespace AND r.id = c.run
			WHERE c.namespace = :namespace AND r.run_id = :runId
			""";

	private static final String FIND_STEPS = """
			SELECT s.id, s.sequence, s.position, s.operation, s.node_id, s.outcome, s.why, s.error, s.duration, s.saved,
				s.ended_at, s.instance, s.not_dispatchable, n.type, d.given_by, d.given_at
			FROM musubito_step_record s
				JOIN musubito_run r ON r.namespace = s.namespace AND r.id = s.run
				LEFT JOIN musubito_node n ON n.namespace = s.namespace AND n.node_id = s.node_id
				LEFT JOIN musubito_node_details d ON d.namespace = s.namespace AND d.node = n.id AND s.outcome = 'MANUAL'
			WHERE s.namespace = :namespace AND r.run_id = :runId
			ORDER BY s.sequence, s.id
			""";

	private final Readers readers;

	private final WriteQueue writes;

	private final StoreProcesses processes;

	JdbcRunStore(Readers readers, WriteQueue writes, StoreProcesses processes) {
		this.readers = readers;
		this.writes = writes;
		this.processes = processes;
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
		abandonRunsOfEndedProcesses();
		return this.readers.readSnapshot(
				(session) -> withTotals(session.jdbc(), session.jdbc().sql(FIND_RECENT).param("limit", limit)));
	}

	@Override
	public List<RunView> recent(int limit, String pipeline) {
		abandonRunsOfEndedProcesses();
		return this.readers.readSnapshot((session) -> withTotals(session.jdbc(),
				session.jdbc().sql(FIND_RECENT_OF_PIPELINE).param("pipeline", pipeline).param("limit", limit)));
	}

	private List<RunView> withTotals(JdbcClient jdbc, StatementSpec runs) {
		Map<Long, RunView> byId = new LinkedHashMap<>();
		RowCallbackHandler add = (row) -> {
			String runId = row.getString("run_id");
			RunView run = this.readers.damaged()
				.read(() -> "run '" + runId + "'", row, (found) -> run(found, RunTotals.NONE, List.of()));
			if (run != null) {
				byId.put(row.getLong("id"), run);
			}
		};
		runs.query(add);
		Map<Long, RunTotals> totals = totals(jdbc, byId.keySet());
		totals.forEach((id, sums) -> byId.computeIfPresent(id, (key, run) -> withTotals(run, sums)));
		return List.copyOf(byId.values());
	}

	private Map<Long, RunTotals> totals(JdbcClient jdbc, Set<Long> runs) {
		return new RunTotalsReader(jdbc, this.readers.damaged()).of(runs);
	}

	private static RunView withTotals(RunView run, RunTotals totals) {
		return new RunView(run.runId(), run.pipeline(), run.kind(), run.status(), run.startedAt(), run.endedAt(),
				run.resumedFrom(), run.parentRunId(), totals.usage().spending(), totals.usage().savings(),
				totals.counts(), totals.saved(), totals.causes(), run.steps());
	}

	@Override
	public Optional<RunView> find(String runId) {
		abandonRunsOfEndedProcesses();
		return this.readers.readSnapshot((session) -> {
			Map<Long, RecordedUsage> usage = new UsageReader(session.jdbc()).ofSteps(runId);
			List<StepView> steps = session.jdbc()
				.sql(FIND_STEPS)
				.param("runId", runId)
				.query((row, number) -> Optional.ofNullable(this.readers.damaged()
					.read(() -> "an entry of run '" + runId + "'", row,
							(entry) -> step(entry, usage.getOrDefault(entry.getLong("id"), RecordedUsage.NONE)))))
				.stream()
				.flatMap(Optional::stream)
				.toList();
			return session.jdbc()
				.sql(FIND)
				.param("runId", runId)
				.query((row, number) -> run(row, totals(session.jdbc(), Set.of(row.getLong("id"))), steps))
				.optional();
		});
	}

	@Override
	public Optional<RunDetails> findDetails(String runId) {
		abandonRunsOfEndedProcesses();
		return this.readers.readSnapshot((session) -> {
			PipelineCall call = session.jdbc()
				.sql(FIND_CALL)
				.param("runId", runId)
				.query((row, number) -> StoredCall.read(row, this.readers.damaged()))
				.optional()
				.orElse(null);
			return session.jdbc()
				.sql(FIND)
				.param("runId", runId)
				.query((row, number) -> new RunDetails(run(row, RunTotals.NONE, List.of()), row.getString("owner"),
						call))
				.optional();
		});
	}

	@Override
	public List<RunEntry> findEntries(String runId) {
		this.writes.awaitSubmitted();
		return this.readers
			.readSnapshot((session) -> new RunEntryReader(session.jdbc(), this.readers.damaged()).read(runId));
	}

	@Override
	public SortedSet<String> findOperations(String runId) {
		this.writes.awaitSubmitted();
		return this.readers.read((session) -> new RunGraphReader(session.jdbc()).operations(runId));
	}

	@Override
	public Set<String> findDownstream(String runId, String operation) {
		this.writes.awaitSubmitted();
		return this.readers.read((session) -> new RunGraphReader(session.jdbc()).downstream(runId, operation));
	}

	@Override
	public List<RecordedCall> findCalls(String runId) {
		this.writes.awaitSubmitted();
		return this.readers.read((session) -> new RunGraphReader(session.jdbc()).calls(runId));
	}

	@Override
	public List<GivenAnswer> findGiven(String runId) {
		return this.readers.read((session) -> OverrideRows.find(session.jdbc(), runId, session.columns().largest()));
	}

	@Override
	public Optional<RunView> startUnlessResumed(RunStart run, boolean again) {
		return this.writes.write((session) -> {
			RunWriter.abandon(session.jdbc(), RunWriter.endedProcesses(session.jdbc(), this.processes));
			Optional<RunView> resumption = session.jdbc()
				.sql(FIND_RESUMPTION)
				.param("resumedFrom", run.resumedFrom())
				.param("again", (again) ? 1 : 0)
				.query((row, number) -> run(row, RunTotals.NONE, List.of()))
				.optional();
			if (resumption.isEmpty()) {
				RunWriter.insert(session, run);
			}
			return resumption;
		});
	}

	@Override
	public void submit(RunStart run) {
		this.writes.write((session) -> {
			RunWriter.insert(session, run, RunStatus.SUBMITTED);
			return true;
		});
	}

	@Override
	public boolean begin(String runId, String owner, Instant startedAt) {
		return this.writes.write((session) -> session.jdbc()
			.sql(BEGIN)
			.param("runId", runId)
			.param("owner", owner)
			.param("startedAt", Columns.nanos(startedAt))
			.update()) > 0;
	}

	@Override
	public List<String> findSubmitted() {
		return this.readers
			.read((session) -> session.jdbc().sql(FIND_SUBMITTED).query((row, number) -> row.getString(1)).list());
	}

	@Override
	public Optional<String> findResumption(String runId) {
		this.writes.awaitSubmitted();
		return this.readers.read((session) -> session.jdbc()
			.sql(FIND_NEWEST_RESUMPTION)
			.param("runId", runId)
			.query((row, number) -> row.getString(1))
			.optional());
	}

	void abandonRunsOfEndedProcesses() {
		if (this.writes.isRefusing()) {
			return;
		}
		this.writes.awaitSubmitted();
		List<@Nullable String> ended = this.readers
			.read((session) -> RunWriter.endedProcesses(session.jdbc(), this.processes));
		if (!ended.isEmpty()) {
			this.writes.write((session) -> RunWriter.abandon(session.jdbc(), ended));
		}
	}

	private static RunView run(ResultSet row, Map<Long, RunTotals> totals, List<StepView> steps) throws SQLException {
		return run(row, totals.getOrDefault(row.getLong("id"), RunTotals.NONE), steps);
	}

	private static RunView run(ResultSet row, RunTotals totals, List<StepView> steps) throws SQLException {
		return new RunView(row.getString("run_id"), row.getString("pipeline"), RunKind.valueOf(row.getString("kind")),
				RunStatus.valueOf(row.getString("status")), Columns.instant(row, "started_at"),
				Columns.nullableInstant(row, "ended_at"), row.getString("resumed_from"), row.getString("parent_run_id"),
				totals.usage().spending(), totals.usage().savings(), totals.counts(), totals.saved(), totals.causes(),
				steps);
	}

	private StepView step(ResultSet row, RecordedUsage usage) throws SQLException {
		StepOutcome outcome = StepOutcome.valueOf(row.getString("outcome"));
		Explanation why = this.readers.damaged()
			.read(() -> "an explanation in the journal", row, (entry) -> JsonColumns.why(entry.getString("why")));
		return new StepView(row.getInt("sequence"), row.getString("operation"), row.getString("node_id"), outcome,
				outcome.isCached(), (why != null) ? why.reason() : null, why, Columns.duration(row, "duration"),
				Columns.duration(row, "saved"), usage.spending(), usage.savings(), ManualColumns.read(row),
				Columns.instant(row, "ended_at"), row.getString("position"), type(row),
				TransformedContent.shown(row.getString("error")), row.getString("instance"),
				row.getString("not_dispatchable"));
	}

	private @Nullable StepType type(ResultSet row) throws SQLException {
		String type = row.getString("type");
		return (type != null)
				? this.readers.damaged().read(() -> "the type of a step", row, (found) -> StepType.valueOf(type))
				: null;
	}

}
