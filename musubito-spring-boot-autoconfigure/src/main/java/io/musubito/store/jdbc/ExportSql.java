package io.musubito.store.jdbc;

import java.util.EnumMap;
import java.util.Map;

/**
 * Reads what is exported: the columns of each kind in the order of its fields, a content
 * with the column before it that says whether it is compressed.
 */
final class ExportSql {

	private static final String NODE = """
			SELECT n.node_id, n.replay_key, n.operation, n.type, n.status, n.kept, n.calls, p.node_id, a.artifact_id,
				n.execution, n.executed_at, n.duration, n.spent, n.called_spent, n.stale_by, n.error, n.created_at,
				n.updated_at, d.components, d.why, d.inputs_compressed, CASE WHEN octet_length(d.inputs) <= :largest THEN d.inputs END AS inputs, d.given_by, d.given_at
			FROM musubito_node n
				LEFT JOIN musubito_node p ON p.namespace = :namespace AND p.id = n.producer
				LEFT JOIN musubito_artifact a ON a.namespace = :namespace AND a.id = n.artifact
				LEFT JOIN musubito_node_details d ON d.namespace = :namespace AND d.node = n.id
			WHERE n.namespace = :namespace AND n.id = :id
			""";

	private static final String EDGE = """
			SELECT n.node_id, e.kind, u.node_id
			FROM musubito_edge e JOIN musubito_node n ON n.namespace = :namespace AND n.id = e.downstream JOIN musubito_node u ON u.namespace = :namespace AND u.id = e.upstream
			WHERE e.namespace = :namespace AND e.downstream = :id
			""";

	private static final String EFFECT = """
			SELECT e.effect_key, e.node_id, e.operation, e.state, e.owner, e.idempotency_key, e.attempts, a.artifact_id,
				e.started_at, e.ended_at, e.error, e.resolution, e.resolved_by, e.resolved_at
			FROM musubito_effect e LEFT JOIN musubito_artifact a ON a.namespace = :namespace AND a.id = e.artifact
			WHERE e.namespace = :namespace AND e.id = :id
			""";

	private static final String RUN = """
			SELECT r.run_id, r.pipeline, r.kind, r.status, r.started_at, r.ended_at, p.run_id, r.place, o.run_id
			FROM musubito_run r
				LEFT JOIN musubito_run p ON p.namespace = :namespace AND p.id = r.parent
				LEFT JOIN musubito_run o ON o.namespace = :namespace AND o.id = r.resumed
			WHERE r.namespace = :namespace AND r.id = :id
			""";

	private static final String CALL = """
			SELECT r.run_id, c.signature, c.arguments_compressed, CASE WHEN octet_length(c.arguments) <= :largest THEN c.arguments END AS arguments, c.obstacle, c.components
			FROM musubito_call c JOIN musubito_run r ON r.namespace = :namespace AND r.id = c.run
			WHERE c.namespace = :namespace AND c.run = :id
			""";

	private static final String OVERRIDE = """
			SELECT r.run_id, o.position, o.override_id, o.operation, o.replay_key, o.encloses, a.artifact_id, o.given_by,
				o.given_at
			FROM musubito_override o
				JOIN musubito_run r ON r.namespace = :namespace AND r.id = o.run
				JOIN musubito_artifact a ON a.namespace = :namespace AND a.id = o.artifact
			WHERE o.namespace = :namespace AND o.run = :id
			""";

	private static final String RUN_TOTAL = """
			SELECT r.run_id, t.replayed, t.executed, t.failed, t.manual, t.saved
			FROM musubito_run_total t JOIN musubito_run r ON r.namespace = :namespace AND r.id = t.run
			WHERE t.namespace = :namespace AND t.run = :id
			""";

	private static final String RUN_USAGE = """
			SELECT r.run_id, u.kind, u.model, u.calls, u.input_tokens, u.output_tokens, u.cached_input_tokens
			FROM musubito_run_usage u JOIN musubito_run r ON r.namespace = :namespace AND r.id = u.run
			WHERE u.namespace = :namespace AND u.run = :id
			""";

	private static final String RUN_CAUSE = """
			SELECT r.run_id, c.reason, c.component, c.steps
			FROM musubito_run_cause c JOIN musubito_run r ON r.namespace = :namespace AND r.id = c.run
			WHERE c.namespace = :namespace AND c.run = :id
			""";

	private static final String STEP = """
			SELECT s.id, r.run_id, s.sequence, s.position, s.operation, s.node_id, s.outcome, s.why, s.error, s.artifact,
				s.duration, s.saved, s.ended_at
			FROM musubito_step_record s LEFT JOIN musubito_run r ON r.namespace = :namespace AND r.id = s.run
			WHERE s.namespace = :namespace AND s.id = :id
			""";

	private static final String USAGE = """
			SELECT step_record, kind, model, calls, input_tokens, output_tokens, cached_input_tokens
			FROM musubito_usage
			WHERE namespace = :namespace AND step_record = :id
			""";

	private static final Map<ExportKind, String> ROWS = new EnumMap<>(ExportKind.class);

	private static final Map<ExportKind, String> LISTS = Map.of(ExportKind.ARTIFACT,
			"SELECT 0 AS number, artifact_id AS name, id FROM musubito_artifact WHERE namespace = :namespace",
			ExportKind.CODE, "SELECT 0 AS number, hash AS name, id FROM musubito_code WHERE namespace = :namespace",
			ExportKind.TEXT,
			"SELECT 0 AS number, component AS name, 0 AS id FROM musubito_text WHERE namespace = :namespace",
			ExportKind.NODE,
			"SELECT created_at AS number, node_id AS name, id FROM musubito_node WHERE namespace = :namespace",
			ExportKind.EFFECT,
			"SELECT 0 AS number, effect_key AS name, id FROM musubito_effect WHERE namespace = :namespace",
			ExportKind.RUN,
			"SELECT started_at AS number, run_id AS name, id FROM musubito_run WHERE namespace = :namespace",
			ExportKind.STEP,
			"SELECT id AS number, '' AS name, id FROM musubito_step_record WHERE namespace = :namespace");

	static {
		ROWS.put(ExportKind.ARTIFACT, "SELECT artifact_id, size, compressed, "
				+ "CASE WHEN octet_length(payload) <= :largest THEN payload END AS payload FROM musubito_artifact WHERE namespace = :namespace AND id = :id");
		ROWS.put(ExportKind.CODE,
				"SELECT hash, level, parts, boundary FROM musubito_code WHERE namespace = :namespace AND id = :id");
		ROWS.put(ExportKind.TEXT, "SELECT component, compressed, "
				+ "CASE WHEN octet_length(content) <= :largest THEN content END AS content FROM musubito_text WHERE namespace = :namespace AND component = :name");
		ROWS.put(ExportKind.NODE, NODE);
		ROWS.put(ExportKind.EDGE, EDGE);
		ROWS.put(ExportKind.EFFECT, EFFECT);
		ROWS.put(ExportKind.RUN, RUN);
		ROWS.put(ExportKind.CALL, CALL);
		ROWS.put(ExportKind.OVERRIDE, OVERRIDE);
		ROWS.put(ExportKind.RUN_TOTAL, RUN_TOTAL);
		ROWS.put(ExportKind.RUN_USAGE, RUN_USAGE);
		ROWS.put(ExportKind.RUN_CAUSE, RUN_CAUSE);
		ROWS.put(ExportKind.STEP, STEP);
		ROWS.put(ExportKind.USAGE, USAGE);
		ROWS.put(ExportKind.OPERATION, "SELECT operation, type FROM musubito_operation WHERE namespace = :namespace");
		ROWS.put(ExportKind.EFFECT_NAMES,
				"SELECT operation, version, scope, names FROM musubito_effect_names WHERE namespace = :namespace");
		ROWS.put(ExportKind.DEFINITION,
				"SELECT operation, components FROM musubito_definition WHERE namespace = :namespace");
		ROWS.put(ExportKind.TOTAL, """
				SELECT hours, start, operation, replayed, executed, failed, manual, duration, saved FROM musubito_total
				WHERE namespace = :namespace
				""");
		ROWS.put(ExportKind.USAGE_TOTAL, """
				SELECT hours, start, operation, kind, model, calls, input_tokens, output_tokens, cached_input_tokens
				FROM musubito_usage_total
				WHERE namespace = :namespace
				""");
		ROWS.put(ExportKind.REASON_TOTAL,
				"SELECT hours, start, reason, steps FROM musubito_reason_total WHERE namespace = :namespace");
	}

	private ExportSql() {
	}

	/**
	 * Reads the rows of a kind: those that belong to an id, or all when it has none.
	 */
	static String rows(ExportKind kind) {
		return ROWS.getOrDefault(kind, "");
	}

	/**
	 * Lists the rows of a kind: what they are ordered by, a number and a text that do not
	 * depend on the store, and their ids in it. Empty when they have none.
	 */
	static String list(ExportKind kind) {
		return LISTS.getOrDefault(kind, "");
	}

}
