package io.musubito.store.jdbc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows of one run or operation, with all that they depend on.
 */
final class SelectedRows implements ExportedPart {

	// What it has of others; what it depends on; and where an effect was last attempted
	private static final String SELECT_NEEDED = """
			SELECT producer FROM musubito_node WHERE namespace = :namespace AND id = :id AND producer IS NOT NULL
			UNION
			SELECT upstream FROM musubito_edge WHERE namespace = :namespace AND downstream = :id
			UNION
			SELECT l.id
			FROM musubito_node n
				JOIN musubito_effect e ON e.namespace = :namespace AND e.effect_key = n.replay_key
				JOIN musubito_node l ON l.namespace = :namespace AND l.node_id = e.node_id
			WHERE n.namespace = :namespace AND n.id = :id
			""";

	private static final String SELECT_NODE = """
			SELECT created_at AS number, node_id AS name, id FROM musubito_node WHERE namespace = :namespace AND id = :id
			""";

	private static final String SELECT_EFFECTS = """
			SELECT 0 AS number, e.effect_key AS name, e.id
			FROM musubito_node n JOIN musubito_effect e ON e.namespace = :namespace AND e.effect_key = n.replay_key
			WHERE n.namespace = :namespace AND n.id = :id
			""";

	private static final String SELECT_ARTIFACTS = """
			SELECT 0 AS number, a.artifact_id AS name, a.id
			FROM musubito_node n JOIN musubito_artifact a ON a.namespace = :namespace AND a.id = n.artifact
			WHERE n.namespace = :namespace AND n.id = :id
			""";

	private static final String SELECT_ARTIFACTS_OF_EFFECTS = """
			SELECT 0 AS number, a.artifact_id AS name, a.id
			FROM musubito_effect e JOIN musubito_artifact a ON a.namespace = :namespace AND a.id = e.artifact
			WHERE e.namespace = :namespace AND e.id = :id
			""";

	private static final String SELECT_COMPONENTS = """
			SELECT components FROM musubito_node_details WHERE namespace = :namespace AND node = :id
			""";

	private static final String SELECT_OPERATION = """
			SELECT operation FROM musubito_node WHERE namespace = :namespace AND id = :id AND type = 'EXTERNAL_EFFECT'
			""";

	private static final String SELECT_EXECUTION = """
			SELECT execution FROM musubito_node WHERE namespace = :namespace AND id = :id AND execution IS NOT NULL
			""";

	private final JdbcClient jdbc;

	private final Map<ExportKind, Set<ListedRow>> rows = new EnumMap<>(ExportKind.class);

	private final Set<String> effects = new HashSet<>();

	private final Set<String> components = new HashSet<>();

	private final List<Long> executions = new ArrayList<>();

	SelectedRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void add(ExportKind kind, String sql, long id) {
		of(kind).addAll(list(sql, id));
	}

	List<ListedRow> list(String sql, long id) {
		return this.jdbc.sql(sql)
			.param("id", id)
			.query((row, number) -> new ListedRow(row.getLong("number"), row.getString("name"), row.getLong("id")))
			.list();
	}

	void addComponents(String sql, long id) {
		for (String json : this.jdbc.sql(sql).param("id", id).query((row, number) -> row.getString(1)).list()) {
			if (ExportForm.COMPONENTS.accepts(json)) {
				this.components.addAll(JsonColumns.components(json).values());
			}
		}
	}

	void addEffect(String operation) {
		this.effects.add(operation);
	}

	/**
	 * Adds nodes with all that they depend on.
	 */
	void addNodes(Collection<Long> nodes) {
		Deque<Long> todo = new ArrayDeque<>(nodes);
		Set<Long> seen = new HashSet<>();
		while (!todo.isEmpty()) {
			long node = todo.remove();
			if (seen.add(node)) {
				addNode(node);
				todo.addAll(ids(SELECT_NEEDED, node));
			}
		}
		of(ExportKind.EFFECT).forEach((effect) -> add(ExportKind.ARTIFACT, SELECT_ARTIFACTS_OF_EFFECTS, effect.id()));
	}

	private void addNode(long node) {
		add(ExportKind.NODE, SELECT_NODE, node);
		add(ExportKind.EFFECT, SELECT_EFFECTS, node);
		add(ExportKind.ARTIFACT, SELECT_ARTIFACTS, node);
		addComponents(SELECT_COMPONENTS, node);
		this.effects
			.addAll(this.jdbc.sql(SELECT_OPERATION).param("id", node).query((row, number) -> row.getString(1)).list());
		this.executions.addAll(ids(SELECT_EXECUTION, node));
	}

	List<Long> ids(String sql, long id) {
		return this.jdbc.sql(sql).param("id", id).query((row, number) -> row.getLong(1)).list();
	}

	private Set<ListedRow> of(ExportKind kind) {
		return this.rows.computeIfAbsent(kind, (key) -> new TreeSet<>());
	}

	@Override
	public List<ListedRow> rows(ExportKind kind) {
		return switch (kind) {
			case CODE, TEXT ->
				ListedRow.all(this.jdbc, kind).stream().filter((row) -> this.components.contains(row.name())).toList();
			default -> List.copyOf(of(kind));
		};
	}

	@Override
	public LongStream executions() {
		return this.executions.stream().mapToLong(Long::longValue);
	}

	@Override
	public boolean has(ExportRecord record) {
		return switch (record.kind()) {
			case OPERATION, DEFINITION, TOTAL, USAGE_TOTAL, REASON_TOTAL -> false;
			case EFFECT_NAMES -> this.effects.contains(record.text("operation"));
			default -> true;
		};
	}

	@Override
	public Set<String> runs() {
		return of(ExportKind.RUN).stream().map(ListedRow::name).collect(Collectors.toSet());
	}

}
