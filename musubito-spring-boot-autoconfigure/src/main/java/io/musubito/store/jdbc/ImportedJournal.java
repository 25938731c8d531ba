package io.musubito.store.jdbc;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Adds journal entries that are not there, in their order, and knows which number of the
 * file is which entry here.
 */
final class ImportedJournal {

	private static final String SELECT_OUTSIDE_OF_RUNS = """
			SELECT id, node_id, outcome, duration, ended_at FROM musubito_step_record WHERE namespace = :namespace AND run IS NULL ORDER BY id
			""";

	private static final String FIND = """
			SELECT s.id
			FROM musubito_run r JOIN musubito_step_record s ON s.namespace = :namespace AND s.run = r.id
			WHERE r.namespace = :namespace AND r.run_id = :run AND s.position IS NOT DISTINCT FROM CAST(:position AS TEXT) AND s.sequence = :sequence
				AND s.node_id = :nodeId AND s.outcome = :outcome AND s.ended_at = :endedAt
			ORDER BY s.id
			""";

	private static final String INSERT = """
			INSERT INTO musubito_step_record (namespace, run, sequence, position, operation, node_id, outcome, why, error,
				artifact, duration, saved, ended_at)
			VALUES (:namespace, (SELECT id FROM musubito_run WHERE namespace = :namespace AND run_id = :run), :sequence, :position, :operation, :nodeId, :outcome,
				:why, :error, :artifact, :duration, :saved, :endedAt)
			RETURNING id
			""";

	// A number that is never given again
	private static final String TAKE_NUMBER = """
			INSERT INTO musubito_step_record (namespace, sequence, operation, node_id, outcome, duration, saved, ended_at)
			VALUES (:namespace, 0, '', '', 'BLOCKED', 0, 0, 0)
			RETURNING id
			""";

	private static final String DELETE = """
			DELETE FROM musubito_step_record WHERE namespace = :namespace AND id = :id
			""";

	private static final String INSERT_USAGE = """
			INSERT INTO musubito_usage (namespace, step_record, operation, kind, model, calls, input_tokens, output_tokens,
				cached_input_tokens)
			SELECT :namespace, id, operation, :kind, :model, :calls, :inputTokens, :outputTokens, :cachedInputTokens
			FROM musubito_step_record
			WHERE namespace = :namespace AND id = :id
			ON CONFLICT (namespace, step_record, kind, model) DO NOTHING
			""";

	private final BitSet entries;

	private final int last;

	private final Map<Long, Long> ids = new HashMap<>();

	private final Map<String, Deque<Long>> outsideOfRuns = new HashMap<>();

	ImportedJournal(JdbcClient jdbc, CheckedFile file) {
		this.entries = file.entries();
		this.last = file.last();
		RowCallbackHandler add = (row) -> this.outsideOfRuns
			.computeIfAbsent(key(row.getString("node_id"), row.getString("outcome"), row.getLong("duration"),
					row.getLong("ended_at")), (key) -> new ArrayDeque<>())
			.add(row.getLong("id"));
		jdbc.sql(SELECT_OUTSIDE_OF_RUNS).query(add);
	}

	private static String key(String nodeId, String outcome, long duration, long endedAt) {
		return nodeId + " " + outcome + " " + duration + " " + endedAt;
	}

	/**
	 * Looks for an entry outside of runs, each of which stands for one of the file. Not
	 * within a write, which may be performed twice.
	 */
	void find(ExportRecord step) {
		Deque<Long> same = (step.has("run")) ? null : this.outsideOfRuns
			.get(key(step.text("nodeId"), step.text("outcome"), step.number("duration"), step.number("endedAt")));
		if (same != null && !same.isEmpty()) {
			this.ids.put(step.number("number"), same.remove());
		}
	}

	void insert(JdbcClient jdbc, ExportRecord step) {
		long number = step.number("number");
		if (!step.has("run") && this.ids.containsKey(number)) {
			return;
		}
		Long there = (step.has("run")) ? step.bind(jdbc.sql(FIND))
			.query((row, index) -> row.getLong(1))
			.list()
			.stream()
			.findFirst()
			.orElse(null) : null;
		if (there == null) {
			takeNumbersBefore(jdbc, (int) number);
			there = step.bind(jdbc.sql(INSERT)).query((row, index) -> row.getLong(1)).single();
		}
		this.ids.put(number, there);
	}

	void insertUsage(JdbcClient jdbc, ExportRecord usage) {
		Long id = this.ids.get(usage.number("step"));
		usage.bind(jdbc.sql(INSERT_USAGE)).param("id", id).update();
	}

	/**
	 * Of some executions the entries were removed, and they keep their place among the
	 * others.
	 */
	private void takeNumbersBefore(JdbcClient jdbc, int number) {
		for (int missing = Math.max(this.entries.previousSetBit(number - 1) + 1, 1); missing < number; missing++) {
			long id = jdbc.sql(TAKE_NUMBER).query((row, index) -> row.getLong(1)).single();
			jdbc.sql(DELETE).param("id", id).update();
			this.ids.put((long) missing, id);
		}
	}

	/**
	 * Called when all entries are there.
	 */
	void takeLastNumbers(JdbcClient jdbc) {
		takeNumbersBefore(jdbc, this.last + 1);
	}

	/**
	 * The entry here that a number of the file is.
	 * @return its id; {@code null} when it has none
	 */
	@Nullable Long find(@Nullable Long number) {
		return this.ids.get(number);
	}

}
