package io.musubito.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import io.musubito.Explanation;
import io.musubito.Spending;
import io.musubito.StepOutcome;
import io.musubito.StepView;
import io.musubito.store.RunEntry;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the steps of a run and of its child runs as runs are compared by them, with those
 * that were not called because an enclosing one was replayed.
 */
final class RunEntryReader {

	private static final String SELECT_FAMILY = """
			WITH RECURSIVE family (id, level) AS (
				SELECT id, 0 FROM musubito_run WHERE namespace = :namespace AND run_id = :runId
				UNION
				SELECT r.id, f.level + 1 FROM family f JOIN musubito_run r ON r.namespace = :namespace AND r.parent = f.id
			)
			SELECT r.id, r.run_id, r.parent, r.pipeline
			FROM family f JOIN musubito_run r ON r.namespace = :namespace AND r.id = f.id
			ORDER BY f.level, r.id
			""";

	// A node that was executed again has another result than an earlier entry replayed.
	// By the index of the executions, and only then
	private static final String SELECT_ENTRIES = """
			SELECT s.id, s.sequence, s.position, s.operation, s.node_id, s.outcome, s.why, s.error, s.duration, s.saved,
				n.id AS node, n.replay_key, coalesce(p.node_id, n.node_id) AS producer_node_id, d.components,
				CASE
					WHEN s.outcome = 'FAILED' OR s.outcome = 'BLOCKED' THEN NULL
					WHEN s.artifact IS NOT NULL OR s.outcome = 'EXECUTED' THEN s.artifact
					WHEN n.execution <= s.id THEN a.artifact_id
					ELSE coalesce((
						SELECT e.artifact
						FROM musubito_step_record e
						WHERE e.namespace = :namespace AND e.operation = s.operation AND e.outcome = 'EXECUTED'
							AND e.ended_at <= s.ended_at
							AND e.node_id = coalesce(p.node_id, n.node_id) AND e.id < s.id
						ORDER BY e.ended_at DESC
						LIMIT 1
					), CASE WHEN n.execution IS NULL THEN a.artifact_id END)
				END AS artifact_id
			FROM musubito_step_record s
				LEFT JOIN musubito_node n ON n.namespace = s.namespace AND n.node_id = s.node_id
				LEFT JOIN musubito_node p ON p.namespace = s.namespace AND p.id = n.producer
				LEFT JOIN musubito_artifact a ON a.namespace = s.namespace AND a.id = n.artifact
				LEFT JOIN musubito_node_details d ON d.namespace = s.namespace AND d.node = n.id
			WHERE s.namespace = :namespace AND s.run = :run
			ORDER BY s.sequence, s.id
			""";

	private static final String SELECT_CALLED = """
			SELECT e.downstream, n.id AS node, n.node_id, n.operation, n.replay_key,
				coalesce(p.node_id, n.node_id) AS producer_node_id, a.artifact_id, d.components
			FROM musubito_edge e
				JOIN musubito_node n ON n.namespace = e.namespace AND n.id = e.upstream
				LEFT JOIN musubito_node p ON p.namespace = e.namespace AND p.id = n.producer
				LEFT JOIN musubito_artifact a ON a.namespace = e.namespace AND a.id = n.artifact
				LEFT JOIN musubito_node_details d ON d.namespace = e.namespace AND d.node = n.id
			WHERE e.namespace = :namespace AND e.downstream IN (:nodes) AND e.kind = 'CALL'
			ORDER BY e.downstream, n.id
			""";

	private static final String SELECT_UPSTREAM = """
			SELECT e.downstream, n.node_id
			FROM musubito_edge e JOIN musubito_node n ON n.namespace = e.namespace AND n.id = e.upstream
			WHERE e.namespace = :namespace AND e.downstream IN (:nodes) AND e.kind = 'DATA'
			""";

	// How many nodes one statement asks for
	private static final int PIECE = 128;

	// Each level is one more statement; calls that are nested deeper are not looked at
	private static final int MAX_LEVELS = 16;

	private final JdbcClient jdbc;

	private final DamagedRows damaged;

	RunEntryReader(JdbcClient jdbc, DamagedRows damaged) {
		this.jdbc = jdbc;
		this.damaged = damaged;
	}

	List<RunEntry> read(String runId) {
		List<Row> rows = new ArrayList<>();
		family(runId).forEach((run) -> rows.addAll(entries(run)));
		List<Row> replayed = rows.stream().filter((row) -> row.view.cached() && row.node != null).toList();
		for (int level = 0; level < MAX_LEVELS && !replayed.isEmpty(); level++) {
			replayed = called(replayed);
			rows.addAll(replayed);
		}
		Map<Long, Set<String>> upstream = upstream(rows);
		return rows.stream()
			.map((row) -> row
				.entry((row.node != null) ? Set.copyOf(upstream.getOrDefault(row.node, Set.of())) : Set.of()))
			.toList();
	}

	private List<FamilyRun> family(String runId) {
		Map<Long, String> places = new HashMap<>();
		Map<String, Integer> occurrences = new HashMap<>();
		return this.jdbc.sql(SELECT_FAMILY).param("runId", runId).query((row, number) -> {
			long parent = row.getLong("parent");
			String around = places.get(parent);
			String place = "";
			if (around != null) {
				String name = around + "run of " + row.getString("pipeline");
				place = name + "[" + occurrences.merge(name, 1, Integer::sum) + "]/";
			}
			places.put(row.getLong("id"), place);
			return new FamilyRun(row.getLong("id"), row.getString("run_id"), place);
		}).list();
	}

	private List<Row> entries(FamilyRun run) {
		Map<Long, RecordedUsage> usage = new UsageReader(this.jdbc).ofSteps(run.runId);
		return this.jdbc.sql(SELECT_ENTRIES)
			.param("run", run.id)
			.query((row,
					number) -> Optional.ofNullable(this.damaged.read(() -> "an entry of run '" + run.runId + "'", row,
							(found) -> entry(found, run, usage.getOrDefault(found.getLong("id"), RecordedUsage.NONE)))))
			.stream()
			.flatMap(Optional::stream)
			.toList();
	}

	private Row entry(ResultSet row, FamilyRun run, RecordedUsage usage) throws SQLException {
		StepOutcome outcome = StepOutcome.valueOf(row.getString("outcome"));
		Explanation why = this.damaged.read(() -> "an explanation in the journal", row,
				(found) -> JsonColumns.why(found.getString("why")));
		String position = row.getString("position");
		StepView view = new StepView(row.getInt("sequence"), row.getString("operation"), row.getString("node_id"),
				outcome, outcome.isCached(), (why != null) ? why.reason() : null, why,
				Columns.duration(row, "duration"), Columns.duration(row, "saved"), usage.spending(), usage.savings());
		return new Row(node(row), run.place + ((position != null) ? position : view.operation()), view,
				row.getString("replay_key"), row.getString("producer_node_id"), row.getString("artifact_id"),
				components(row), TransformedContent.shown(row.getString("error")));
	}

	private List<Row> called(List<Row> enclosing) {
		Map<Long, List<Row>> byNode = new HashMap<>();
		for (Row row : enclosing) {
			if (row.node != null) {
				byNode.computeIfAbsent(row.node, (node) -> new ArrayList<>()).add(row);
			}
		}
		List<Row> called = new ArrayList<>();
		Map<String, Integer> occurrences = new HashMap<>();
		RowCallbackHandler add = (row) -> {
			for (Row outer : byNode.getOrDefault(row.getLong("downstream"), List.of())) {
				String name = outer.position + "/" + row.getString("operation");
				called.add(called(row, name + "[" + occurrences.merge(name, 1, Integer::sum) + "]"));
			}
		};
		inPieces(SELECT_CALLED, List.copyOf(byNode.keySet()), add);
		return called;
	}

	private Row called(ResultSet row, String position) throws SQLException {
		StepView view = new StepView(0, row.getString("operation"), row.getString("node_id"), StepOutcome.REPLAYED,
				true, null, null, Duration.ZERO, Duration.ZERO, Spending.NONE, Spending.NONE);
		return new Row(node(row), position, view, row.getString("replay_key"), row.getString("producer_node_id"),
				row.getString("artifact_id"), components(row), null);
	}

	private Map<Long, Set<String>> upstream(List<Row> rows) {
		Map<Long, Set<String>> upstream = new HashMap<>();
		List<Long> nodes = new ArrayList<>();
		rows.stream().map(Row::node).forEach((node) -> {
			if (node != null) {
				nodes.add(node);
			}
		});
		RowCallbackHandler add = (row) -> upstream.computeIfAbsent(row.getLong("downstream"), (node) -> new HashSet<>())
			.add(row.getString("node_id"));
		inPieces(SELECT_UPSTREAM, nodes.stream().distinct().toList(), add);
		return upstream;
	}

	private void inPieces(String sql, List<Long> nodes, RowCallbackHandler handler) {
		for (int from = 0; from < nodes.size(); from += PIECE) {
			List<Long> piece = nodes.subList(from, Math.min(from + PIECE, nodes.size()));
			this.jdbc.sql(sql).param("nodes", InList.of(piece)).query(handler);
		}
	}

	private SortedMap<String, String> components(ResultSet row) throws SQLException {
		String json = row.getString("components");
		String nodeId = row.getString("node_id");
		SortedMap<String, String> components = (json != null) ? this.damaged
			.read(() -> "the components of node '" + nodeId + "'", row, (found) -> JsonColumns.components(json)) : null;
		return (components != null) ? components : new TreeMap<>();
	}

	private static @Nullable Long node(ResultSet row) throws SQLException {
		long node = row.getLong("node");
		return row.wasNull() ? null : node;
	}

	/**
	 * One run of the family.
	 *
	 * @param id its row id
	 * @param runId its id
	 * @param place what its positions begin with
	 */
	private record FamilyRun(long id, String runId, String place) {

	}

	private record Row(@Nullable Long node, String position, StepView view, @Nullable String replayKey,
			@Nullable String producerNodeId, @Nullable String artifactId, SortedMap<String, String> components,
			@Nullable String error) {

		private RunEntry entry(Set<String> upstream) {
			return new RunEntry(this.position, this.view, this.replayKey, this.producerNodeId, this.artifactId,
					this.components, upstream, this.error);
		}

	}

}
