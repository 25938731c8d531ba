package io.musubito.store.jdbc;

import java.util.Map;

/**
 * Adds records to a store that lacks them. What is there stays; of a total the greater
 * number does, so that nothing counts twice when it is imported again.
 */
final class ImportSql {

	private static final String TEXT = """
			INSERT INTO musubito_text (namespace, component, compressed, content, written_on)
			VALUES (:namespace, :component, :contentCompressed,
				:content, :day)
			ON CONFLICT (namespace, component) DO NOTHING
			""";

	private static final String CODE = """
			INSERT INTO musubito_code (namespace, hash, level, parts, boundary, written_on)
			VALUES (:namespace, :hash, :level, :parts, :boundary, :day)
			ON CONFLICT (namespace, hash) DO NOTHING
			""";

	// Where its process was, nobody knows any more: it isn't on this machine
	private static final String RUN = """
			INSERT INTO musubito_run (namespace, run_id, pipeline, kind, status, started_at, ended_at, newest_node, place)
			VALUES (:namespace, :runId, :pipeline, :kind, CASE WHEN :status IN ('RUNNING', 'SUBMITTED') THEN 'ABANDONED' ELSE :status END, :startedAt,
				:endedAt, 0, :place)
			ON CONFLICT (namespace, run_id) DO NOTHING
			""";

	private static final String CALL = """
			INSERT INTO musubito_call (namespace, run, signature, arguments_compressed, arguments, obstacle, components)
			SELECT :namespace, id, :signature, :argumentsCompressed,
				:arguments, :obstacle, :components
			FROM musubito_run
			WHERE namespace = :namespace AND run_id = :run
			ON CONFLICT DO NOTHING
			""";

	private static final String OVERRIDE = """
			INSERT INTO musubito_override (namespace, run, position, override_id, operation, replay_key, encloses, artifact, given_by,
				given_at)
			SELECT :namespace, r.id, :position, :overrideId, :operation, :replayKey, :encloses, a.id, :givenBy, :givenAt
			FROM musubito_run r, musubito_artifact a
			WHERE r.namespace = :namespace AND r.run_id = :run AND a.namespace = :namespace AND a.artifact_id = :artifact
			ON CONFLICT (namespace, run, position, override_id) DO NOTHING
			""";

	private static final String RUN_TOTAL = """
			INSERT INTO musubito_run_total (namespace, run, replayed, executed, failed, manual, saved)
			SELECT :namespace, id, :replayed, :executed, :failed, :manual, :saved FROM musubito_run WHERE namespace = :namespace AND run_id = :run
			ON CONFLICT DO NOTHING
			""";

	private static final String RUN_USAGE = """
			INSERT INTO musubito_run_usage (namespace, run, kind, model, calls, input_tokens, output_tokens, cached_input_tokens)
			SELECT :namespace, id, :kind, :model, :calls, :inputTokens, :outputTokens, :cachedInputTokens
			FROM musubito_run
			WHERE namespace = :namespace AND run_id = :run
			ON CONFLICT (namespace, run, kind, model) DO NOTHING
			""";

	private static final String RUN_CAUSE = """
			INSERT INTO musubito_run_cause (namespace, run, reason, component, steps)
			SELECT :namespace, id, :reason, :component, :steps FROM musubito_run WHERE namespace = :namespace AND run_id = :run
			ON CONFLICT (namespace, run, reason, component) DO NOTHING
			""";

	private static final String OPERATION = """
			INSERT INTO musubito_operation (namespace, operation, type) VALUES (:namespace, :operation, :type)
			ON CONFLICT (namespace, operation) DO NOTHING
			""";

	private static final String EFFECT_NAMES = """
			INSERT INTO musubito_effect_names (namespace, operation, version, scope, names)
			VALUES (:namespace, :operation, :version, :scope, :names)
			ON CONFLICT (namespace, operation, version, scope) DO NOTHING
			""";

	private static final String DEFINITION = """
			INSERT INTO musubito_definition (namespace, operation, components) VALUES (:namespace, :operation, :components)
			ON CONFLICT (namespace, operation) DO NOTHING
			""";

	private static final String TOTAL = """
			INSERT INTO musubito_total (namespace, hours, start, operation, replayed, executed, failed, manual, duration, saved)
			VALUES (:namespace, :hours, :start, :operation, :replayed, :executed, :failed, :manual, :duration, :saved)
			ON CONFLICT (namespace, hours, start, operation) DO UPDATE
			SET """
			+ greatest("total", "replayed", "executed", "failed", "manual", "duration", "saved");

	private static final String USAGE_TOTAL = """
			INSERT INTO musubito_usage_total (namespace, hours, start, operation, kind, model, calls, input_tokens, output_tokens,
				cached_input_tokens)
			VALUES (:namespace, :hours, :start, :operation, :kind, :model, :calls, :inputTokens, :outputTokens, :cachedInputTokens)
			ON CONFLICT (namespace, hours, start, operation, kind, model) DO UPDATE
			SET """
			+ greatest("usage_total", "calls", "input_tokens", "output_tokens", "cached_input_tokens");

	private static final String REASON_TOTAL = """
			INSERT INTO musubito_reason_total (namespace, hours, start, reason, steps) VALUES (:namespace, :hours, :start, :reason, :steps)
			ON CONFLICT (namespace, hours, start, reason) DO UPDATE
			SET """
			+ greatest("reason_total", "steps");

	private static final Map<ExportKind, String> SIMPLE = Map.ofEntries(Map.entry(ExportKind.TEXT, TEXT),
			Map.entry(ExportKind.CODE, CODE), Map.entry(ExportKind.RUN, RUN), Map.entry(ExportKind.CALL, CALL),
			Map.entry(ExportKind.OVERRIDE, OVERRIDE), Map.entry(ExportKind.RUN_TOTAL, RUN_TOTAL),
			Map.entry(ExportKind.RUN_USAGE, RUN_USAGE), Map.entry(ExportKind.RUN_CAUSE, RUN_CAUSE),
			Map.entry(ExportKind.OPERATION, OPERATION), Map.entry(ExportKind.EFFECT_NAMES, EFFECT_NAMES),
			Map.entry(ExportKind.DEFINITION, DEFINITION), Map.entry(ExportKind.TOTAL, TOTAL),
			Map.entry(ExportKind.USAGE_TOTAL, USAGE_TOTAL), Map.entry(ExportKind.REASON_TOTAL, REASON_TOTAL));

	private ImportSql() {
	}

	/**
	 * Adds a record of a kind that is one row and needs no decision.
	 */
	static String insert(ExportKind kind) {
		return SIMPLE.getOrDefault(kind, "");
	}

	private static String greatest(String table, String... columns) {
		StringBuilder assignments = new StringBuilder();
		for (String column : columns) {
			assignments.append((assignments.isEmpty()) ? " " : ", ")
				.append("%1$s = CASE WHEN excluded.%1$s > musubito_%2$s.%1$s THEN excluded.%1$s ELSE musubito_%2$s.%1$s END"
					.formatted(column, table));
		}
		return assignments.toString();
	}

}
