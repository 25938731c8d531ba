package io.musubito.store.jdbc;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.musubito.ExportSelection;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds what a selection has.
 */
final class ExportedSelection {

	private static final String FIND_RUN = """
			SELECT id FROM musubito_run WHERE namespace = :namespace AND run_id = :name
			""";

	private static final String FIND_OPERATION = """
			SELECT id FROM musubito_node WHERE namespace = :namespace AND operation = :name
			""";

	private static final String FIND_EFFECTS = """
			SELECT id FROM musubito_effect WHERE namespace = :namespace AND operation = :name
			""";

	private static final String SELECT_EFFECT = """
			SELECT 0 AS number, effect_key AS name, id FROM musubito_effect WHERE namespace = :namespace AND id = :id
			""";

	private static final String SELECT_RUN = """
			SELECT started_at AS number, run_id AS name, id FROM musubito_run WHERE namespace = :namespace AND id = :id
			""";

	private static final String SELECT_CHILDREN = """
			SELECT id FROM musubito_run WHERE namespace = :namespace AND parent = :id
			""";

	private static final String SELECT_STEPS = """
			SELECT id AS number, '' AS name, id FROM musubito_step_record WHERE namespace = :namespace AND run = :id
			""";

	private static final String SELECT_NODES = """
			SELECT n.id FROM musubito_step_record s JOIN musubito_node n ON n.namespace = :namespace AND n.node_id = s.node_id WHERE s.namespace = :namespace AND s.run = :id
			""";

	private static final String SELECT_ARTIFACTS = """
			SELECT 0 AS number, a.artifact_id AS name, a.id
			FROM musubito_step_record s JOIN musubito_artifact a ON a.namespace = :namespace AND a.artifact_id = s.artifact
			WHERE s.namespace = :namespace AND s.run = :id
			UNION
			SELECT 0 AS number, a.artifact_id AS name, a.id
			FROM musubito_override o JOIN musubito_artifact a ON a.namespace = :namespace AND a.id = o.artifact
			WHERE o.namespace = :namespace AND o.run = :id
			""";

	private static final String SELECT_COMPONENTS = """
			SELECT components FROM musubito_call WHERE namespace = :namespace AND run = :id
			""";

	private ExportedSelection() {
	}

	/**
	 * Finds it.
	 * @throws IllegalArgumentException when there is no such run or operation
	 */
	static ExportedPart find(JdbcClient jdbc, ExportSelection selection) {
		String name = String.valueOf(selection.name());
		return switch (selection.scope()) {
			case STORE -> new WholeStore(jdbc);
			case RUN -> run(jdbc, name);
			case OPERATION -> operation(jdbc, name);
		};
	}

	private static ExportedPart run(JdbcClient jdbc, String runId) {
		Deque<Long> runs = new ArrayDeque<>(find(jdbc, FIND_RUN, runId));
		if (runs.isEmpty()) {
			throw new IllegalArgumentException("There is no run '" + runId + "' to export");
		}
		SelectedRows rows = new SelectedRows(jdbc);
		Set<Long> nodes = new HashSet<>();
		while (!runs.isEmpty()) {
			long run = runs.remove();
			rows.add(ExportKind.RUN, SELECT_RUN, run);
			rows.add(ExportKind.STEP, SELECT_STEPS, run);
			rows.add(ExportKind.ARTIFACT, SELECT_ARTIFACTS, run);
			rows.addComponents(SELECT_COMPONENTS, run);
			nodes.addAll(rows.ids(SELECT_NODES, run));
			runs.addAll(rows.ids(SELECT_CHILDREN, run));
		}
		rows.addNodes(nodes);
		return rows;
	}

	private static ExportedPart operation(JdbcClient jdbc, String operation) {
		List<Long> nodes = find(jdbc, FIND_OPERATION, operation);
		List<Long> effects = find(jdbc, FIND_EFFECTS, operation);
		if (nodes.isEmpty() && effects.isEmpty()) {
			throw new IllegalArgumentException("There is no node of an operation '" + operation + "' to export");
		}
		SelectedRows rows = new SelectedRows(jdbc);
		for (long effect : effects) {
			rows.add(ExportKind.EFFECT, SELECT_EFFECT, effect);
			rows.addEffect(operation);
		}
		rows.addNodes(nodes);
		return rows;
	}

	private static List<Long> find(JdbcClient jdbc, String sql, String name) {
		return jdbc.sql(sql).param("name", name).query((row, number) -> row.getLong(1)).list();
	}

}
