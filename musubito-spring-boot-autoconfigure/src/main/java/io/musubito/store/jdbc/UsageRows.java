package io.musubito.store.jdbc;

import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.musubito.ModelUsage;
import io.musubito.Usage;
import io.musubito.lineage.StepUsage;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes what models used, within the transaction of the caller. A step that called none
 * has no rows.
 */
final class UsageRows {

	private static final String ADD = """
			INSERT INTO musubito_usage (namespace, calls, input_tokens, output_tokens, cached_input_tokens, kind, model,
				step_record, operation)
			SELECT :namespace, ?, ?, ?, ?, ?, ?, id, operation FROM musubito_step_record
			WHERE namespace = :namespace AND id = ?
			ON CONFLICT (namespace, step_record, kind, model) DO UPDATE
			SET calls = musubito_usage.calls + excluded.calls,
				input_tokens = musubito_usage.input_tokens + excluded.input_tokens,
				output_tokens = musubito_usage.output_tokens + excluded.output_tokens,
				cached_input_tokens = musubito_usage.cached_input_tokens + excluded.cached_input_tokens
			""";

	private static final String FIND_ENTRY = """
			SELECT s.operation, s.ended_at, r.run_id
			FROM musubito_step_record s LEFT JOIN musubito_run r ON r.namespace = s.namespace AND r.id = s.run
			WHERE s.namespace = :namespace AND s.id = :entry
			""";

	// The node of the execution, and those that replay it in other lineages
	private static final String FIND_NODES = """
			SELECT id, spent, called_spent FROM musubito_node
			WHERE namespace = :namespace AND replay_key = :replayKey AND execution = :entry
			""";

	private static final String UPDATE_NODE = """
			UPDATE musubito_node SET spent = :spent, called_spent = :calledSpent WHERE namespace = :namespace AND id = :node
			""";

	private UsageRows() {
	}

	static void insert(Session session, long entry, Usage spent, Usage saved) throws SQLException {
		add(session, entry, JournalSum.SPENT, spent);
		add(session, entry, JournalSum.SAVED, saved);
	}

	/**
	 * Adds to an execution what was reported after that had been recorded.
	 */
	static void addLate(Session session, long entry, String replayKey, StepUsage late) throws SQLException {
		add(session, entry, JournalSum.SPENT, late.own());
		addToTotals(session, entry, late.own());
		JdbcClient jdbc = session.jdbc();
		jdbc.sql(FIND_NODES)
			.param("replayKey", replayKey)
			.param("entry", entry)
			.query((row, number) -> new NodeUsage(row.getLong("id"), JsonColumns.usage(row.getString("spent")),
					JsonColumns.usage(row.getString("called_spent"))))
			.list()
			.forEach((node) -> jdbc.sql(UPDATE_NODE)
				.param("node", node.id)
				.param("spent", JsonColumns.usage(node.spent.plus(late.own())), Types.VARCHAR)
				.param("calledSpent", JsonColumns.usage(node.called.plus(late.called())), Types.VARCHAR)
				.update());
	}

	private static void addToTotals(Session session, long entry, Usage late) {
		RowCallbackHandler add = (row) -> session.totals()
			.add(row.getString("operation"), Columns.instant(row, "ended_at"), row.getString("run_id"), late);
		session.jdbc().sql(FIND_ENTRY).param("entry", entry).query(add);
	}

	private static void add(Session session, long entry, String kind, Usage usage) throws SQLException {
		for (ModelUsage model : usage.models()) {
			session.gathered().add(ADD, values(kind, model, entry));
		}
	}

	/**
	 * The values of the columns that all tables of usage have, as the first ones.
	 * @param others the values of the others
	 */
	static @Nullable Object[] values(String kind, ModelUsage model, Object... others) {
		List<@Nullable Object> values = new ArrayList<>(Arrays.asList(model.calls(), model.inputTokens(),
				model.outputTokens(), model.cachedInputTokens(), kind, model.model()));
		values.addAll(Arrays.asList(others));
		return values.toArray();
	}

	private record NodeUsage(long id, Usage spent, Usage called) {

	}

}
