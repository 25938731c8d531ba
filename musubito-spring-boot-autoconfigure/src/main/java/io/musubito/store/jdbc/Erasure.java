package io.musubito.store.jdbc;

import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import io.musubito.Explanation;
import io.musubito.store.Node;
import io.musubito.store.NodeKey;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes the content out of the rows that have it, within the transaction of the caller.
 * The ids and hashes stay, and so does what became of effects.
 */
final class Erasure {

	private static final String OBSTACLE = "they were erased, as a node of this run was.";

	// What became of an effect stands. The others must not be replayed, with or without
	// an artifact
	private static final String ERASE_NODE = """
			UPDATE musubito_node
			SET status = CASE WHEN type IN ('DETERMINISTIC', 'STOCHASTIC') THEN 'STALE' ELSE status END,
				stale_by = :erasure, error = NULL, updated_at = :now
			WHERE namespace = :namespace AND id = :node AND (stale_by IS NULL OR stale_by <> :erasure OR error IS NOT NULL)
			""";

	private static final String SELECT_DETAILS = """
			SELECT node, components, why FROM musubito_node_details WHERE namespace = :namespace AND node = :node
			""";

	private static final String ERASE_DETAILS = """
			UPDATE musubito_node_details
			SET components = :components, why = :why, inputs_compressed = 0, inputs = NULL
			WHERE namespace = :namespace AND node = :node
			""";

	private static final String ERASE_ARTIFACT = """
			UPDATE musubito_artifact AS a
			SET payload = NULL, compressed = 0, size = 0
			WHERE a.namespace = :namespace AND a.id = :artifact AND """ + ErasedNodes.TELLING;

	private static final String UPDATE_SIZE = """
			UPDATE musubito_artifact_use
			SET size = (SELECT a.size FROM musubito_artifact a WHERE a.namespace = :namespace AND a.id = :artifact)
			WHERE namespace = :namespace AND artifact = :artifact
			""";

	private static final String ERASE_EFFECT = """
			UPDATE musubito_effect
			SET error = NULL
			WHERE namespace = :namespace AND effect_key = (SELECT replay_key FROM musubito_node
				WHERE namespace = :namespace AND id = :node)
			""";

	private static final String ERASE_CALL = """
			UPDATE musubito_call
			SET arguments = NULL, arguments_compressed = 0, obstacle = :obstacle
			WHERE namespace = :namespace AND run = :run
			""";

	private static final String SELECT_ENTRIES = """
			SELECT s.id, s.run, s.node_id, s.why, s.error, n.id AS node
			FROM musubito_step_record s LEFT JOIN musubito_node n ON n.namespace = s.namespace AND n.node_id = s.node_id
			WHERE s.namespace = :namespace AND (s.why IS NOT NULL OR s.error IS NOT NULL)
			""";

	private static final String ERASE_ENTRY = """
			UPDATE musubito_step_record SET why = :why, error = NULL WHERE namespace = :namespace AND id = :id
			""";

	private static final String SELECT_COMPARED = """
			SELECT node AS id, why FROM musubito_node_details WHERE namespace = :namespace AND why IS NOT NULL
			""";

	private static final String ERASE_WHY = """
			UPDATE musubito_node_details SET why = :why WHERE namespace = :namespace AND node = :id
			""";

	private static final String SELECT_COMPONENTS = """
			SELECT node, components FROM musubito_node_details
			WHERE namespace = :namespace
			UNION ALL
			SELECT 0, components FROM musubito_definition
			WHERE namespace = :namespace
			UNION ALL
			SELECT 0, components FROM musubito_call
			WHERE namespace = :namespace
			""";

	// Arguments of calls that are under way, or whose process was killed. Who waits
	// executes the call itself
	private static final String DELETE_WORK = """
			DELETE FROM musubito_work WHERE namespace = :namespace
			""";

	private static final String DELETE_TEXT = """
			DELETE FROM musubito_text WHERE namespace = :namespace AND component = :component
			""";

	private final JdbcClient jdbc;

	private final ErasedNodes erased;

	private final Set<String> nodeIds;

	private Erasure(JdbcClient jdbc, ErasedNodes erased) {
		this.jdbc = jdbc;
		this.erased = erased;
		this.nodeIds = new HashSet<>(erased.nodes().values());
	}

	/**
	 * Erases a node and all that was made of it.
	 * @return how many nodes were erased that were not before; {@code null} when there is
	 * no such node
	 */
	static @Nullable Integer erase(Session session, String nodeId, Instant now) throws SQLException {
		ErasedNodes erased = ErasedNodes.of(session, nodeId);
		return (erased != null) ? new Erasure(session.jdbc(), erased).erase(now) : null;
	}

	private int erase(Instant now) {
		eraseTexts();
		this.jdbc.sql(DELETE_WORK).update();
		int count = 0;
		for (long node : this.erased.nodes().keySet()) {
			count += this.jdbc.sql(ERASE_NODE)
				.param("node", node)
				.param("erasure", Node.ERASURE)
				.param("now", Columns.nanos(now))
				.update();
			eraseDetails(node);
			this.jdbc.sql(ERASE_EFFECT).param("node", node).update();
		}
		this.erased.artifacts().forEach((artifact) -> {
			this.jdbc.sql(ERASE_ARTIFACT).param("artifact", artifact).update();
			this.jdbc.sql(UPDATE_SIZE).param("artifact", artifact).update();
		});
		this.erased.runs()
			.forEach((run) -> this.jdbc.sql(ERASE_CALL).param("obstacle", OBSTACLE).param("run", run).update());
		eraseEntries();
		eraseComparisons();
		return count;
	}

	private void eraseDetails(long node) {
		List<Details> found = this.jdbc.sql(SELECT_DETAILS)
			.param("node", node)
			.query((row, number) -> new Details(row.getString("components"), row.getString("why")))
			.list();
		for (Details details : found) {
			this.jdbc.sql(ERASE_DETAILS)
				.param("components", withoutValues(details.components))
				.param("why", reasonOf(details.why), Types.VARCHAR)
				.param("node", node)
				.update();
		}
	}

	/**
	 * The hashes of a key stay, without what is noted of the call beside them.
	 */
	private static String withoutValues(String json) {
		try {
			SortedMap<String, String> components = new TreeMap<>(JsonColumns.components(json));
			components.remove(NodeKey.OBSTACLE);
			return JsonColumns.components(components);
		}
		catch (RuntimeException ex) {
			return JsonColumns.components(new TreeMap<>());
		}
	}

	private static @Nullable String reasonOf(@Nullable String json) {
		Explanation why = read(json);
		return (why != null) ? JsonColumns.why(new Explanation(why.reason(), List.of(), null, null)) : null;
	}

	private static @Nullable Explanation read(@Nullable String json) {
		try {
			return JsonColumns.why(json);
		}
		catch (RuntimeException ex) {
			// Damaged, and erased with the rest
			return null;
		}
	}

	/**
	 * Entries of the nodes; and of these runs, those of which no node is left that says
	 * whether it is one of them.
	 */
	private void eraseEntries() {
		List<Row> found = new ArrayList<>();
		RowCallbackHandler add = (row) -> {
			boolean of = this.nodeIds.contains(row.getString("node_id"))
					|| (row.getLong("node") == 0 && this.erased.runs().contains(row.getLong("run")));
			String why = row.getString("why");
			if (of || mentions(why)) {
				found.add(new Row(row.getLong("id"), why));
			}
		};
		this.jdbc.sql(SELECT_ENTRIES).query(add);
		update(ERASE_ENTRY, found);
	}

	/**
	 * Others that were compared with one of the nodes say what it was.
	 */
	private void eraseComparisons() {
		List<Row> found = new ArrayList<>();
		RowCallbackHandler add = (row) -> {
			if (mentions(row.getString("why"))) {
				found.add(new Row(row.getLong("id"), row.getString("why")));
			}
		};
		this.jdbc.sql(SELECT_COMPARED).query(add);
		update(ERASE_WHY, found);
	}

	private boolean mentions(@Nullable String json) {
		Explanation why = read(json);
		if (why == null) {
			return json != null;
		}
		return this.nodeIds.contains(String.valueOf(why.baselineNodeId()))
				|| this.nodeIds.contains(String.valueOf(why.rootCauseNodeId()));
	}

	private void update(String sql, List<Row> rows) {
		rows.forEach((
				row) -> this.jdbc.sql(sql).param("why", reasonOf(row.why), Types.VARCHAR).param("id", row.id).update());
	}

	/**
	 * The texts that no other node, run or step has.
	 */
	private void eraseTexts() {
		Set<String> ofErased = new HashSet<>();
		Set<String> ofOthers = new HashSet<>();
		RowCallbackHandler add = (row) -> {
			boolean one = this.erased.nodes().containsKey(row.getLong("node"));
			((one) ? ofErased : ofOthers).addAll(values(row.getString("components")));
		};
		this.jdbc.sql(SELECT_COMPONENTS).query(add);
		ofErased.removeAll(ofOthers);
		ofErased.forEach((component) -> this.jdbc.sql(DELETE_TEXT).param("component", component).update());
	}

	private static List<String> values(String json) {
		try {
			return List.copyOf(JsonColumns.components(json).values());
		}
		catch (RuntimeException ex) {
			return List.of();
		}
	}

	private record Details(String components, @Nullable String why) {

	}

	private record Row(long id, @Nullable String why) {

	}

}
