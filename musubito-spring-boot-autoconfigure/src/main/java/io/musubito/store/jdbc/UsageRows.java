package io.musubito.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;

import io.musubito.ModelUsage;
import io.musubito.Usage;
import io.musubito.lineage.StepUsage;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes what models used, within the transaction of the caller. A step that called none
 * has no rows.
 */
final class UsageRows {

	private static final String SPENT = "SPENT";

	private static final String SAVED = "SAVED";

	private static final String ADD = """
			INSERT INTO musubito_usage (step_record, operation, kind, model, calls, input_tokens, output_tokens, cached_input_tokens)
			SELECT id, operation, ?, ?, ?, ?, ?, ? FROM musubito_step_record WHERE id = ?
			ON CONFLICT (step_record, kind, model) DO UPDATE
			SET calls = musubito_usage.calls + excluded.calls,
				input_tokens = musubito_usage.input_tokens + excluded.input_tokens,
				output_tokens = musubito_usage.output_tokens + excluded.output_tokens,
				cached_input_tokens = musubito_usage.cached_input_tokens + excluded.cached_input_tokens
			""";

	// The node of the execution, and those that replay it in other lineages
	private static final String FIND_NODES = """
			SELECT id, spent, called_spent FROM musubito_node WHERE replay_key = :replayKey AND execution = :entry
			""";

	private static final String UPDATE_NODE = """
			UPDATE musubito_node SET spent = :spent, called_spent = :calledSpent WHERE id = :node
			""";

	private UsageRows() {
	}

	static void insert(Session session, long entry, Usage spent, Usage saved) throws SQLException {
		add(session, entry, SPENT, spent);
		add(session, entry, SAVED, saved);
	}

	/**
	 * Adds to an execution what was reported after that had been recorded.
	 */
	static void addLate(Session session, long entry, String replayKey, StepUsage late) throws SQLException {
		add(session, entry, SPENT, late.own());
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

	private static void add(Session session, long entry, String kind, Usage usage) throws SQLException {
		for (ModelUsage model : usage.models()) {
			PreparedStatement statement = session.prepare(ADD);
			statement.setString(1, kind);
			statement.setString(2, model.model());
			statement.setLong(3, model.calls());
			statement.setLong(4, model.inputTokens());
			statement.setLong(5, model.outputTokens());
			statement.setLong(6, model.cachedInputTokens());
			statement.setLong(7, entry);
			statement.executeUpdate();
		}
	}

	private record NodeUsage(long id, Usage spent, Usage called) {

	}

}
