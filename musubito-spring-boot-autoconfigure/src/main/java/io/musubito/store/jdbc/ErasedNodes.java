package io.musubito.store.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.musubito.artifact.Artifact;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds what has the content of a node: all that was made of it, what was computed from
 * the same inputs, what has the same result, and the runs that were called with it.
 */
final class ErasedNodes {

	/**
	 * What says nothing about anybody, and is the result of much else.
	 */
	static final String TELLING = " a.artifact_id NOT IN (" + Stream.of("null", "true", "false", "\"\"", "[]", "{}")
		.map((json) -> "'" + Artifact.of(json.getBytes(StandardCharsets.UTF_8)).artifactId() + "'")
		.collect(Collectors.joining(", ")) + ")";

	private static final String FIND = """
			SELECT id FROM musubito_node WHERE namespace = :namespace AND node_id = :nodeId
			""";

	private static final String SELECT_RELATED = """
			SELECT e.downstream FROM musubito_edge e WHERE e.namespace = :namespace AND e.upstream = :node
			UNION
			SELECT r.id FROM musubito_node r WHERE r.namespace = :namespace AND r.producer = :node
			UNION
			SELECT n.producer FROM musubito_node n WHERE n.namespace = :namespace AND n.id = :node AND n.producer IS NOT NULL
			UNION
			SELECT s.id
			FROM musubito_node n JOIN musubito_node s ON s.namespace = n.namespace AND s.replay_key = n.replay_key
			WHERE n.namespace = :namespace AND n.id = :node
			""";

	private static final String SELECT_CALLED = """
			SELECT e.upstream FROM musubito_edge e
			WHERE e.namespace = :namespace AND e.downstream = :node AND e.kind <> 'DATA'
			""";

	private static final String SELECT_ARTIFACT = """
			SELECT n.artifact FROM musubito_node n WHERE n.namespace = :namespace AND n.id = :node AND n.artifact IS NOT NULL
			UNION
			SELECT e.artifact
			FROM musubito_node n JOIN musubito_effect e ON e.namespace = n.namespace AND e.effect_key = n.replay_key
			WHERE n.namespace = :namespace AND n.id = :node AND e.artifact IS NOT NULL
			""";

	private static final String SELECT_WITH_ARTIFACT = """
			SELECT n.id
			FROM musubito_artifact a JOIN musubito_node n ON n.namespace = a.namespace AND n.artifact = a.id
			WHERE a.namespace = :namespace AND a.id = :artifact AND """ + TELLING;

	private static final String SELECT_NODE_ID = """
			SELECT node_id FROM musubito_node WHERE namespace = :namespace AND id = :node
			""";

	private static final String SELECT_ENTRIES = """
			SELECT s.run, s.node_id, s.outcome, a.id AS artifact, n.id AS node
			FROM musubito_step_record s
				LEFT JOIN musubito_artifact a ON a.namespace = s.namespace AND a.artifact_id = s.artifact
				LEFT JOIN musubito_node n ON n.namespace = s.namespace AND n.node_id = s.node_id
			WHERE s.namespace = :namespace
			""";

	private static final String SELECT_RUNS = """
			SELECT id, parent, resumed FROM musubito_run WHERE namespace = :namespace
			""";

	private static final String SELECT_OVERRIDES = """
			SELECT run, artifact FROM musubito_override WHERE namespace = :namespace
			""";

	private static final String SELECT_EFFECTS = """
			SELECT e.id, e.artifact, n.id AS node
			FROM musubito_effect e LEFT JOIN musubito_node n ON n.namespace = e.namespace AND n.replay_key = e.effect_key
			WHERE e.namespace = :namespace AND e.artifact IS NOT NULL
			""";

	private final JdbcClient jdbc;

	private final Map<Long, String> nodes = new HashMap<>();

	private final Set<Long> artifacts = new HashSet<>();

	private final Set<Long> runs = new HashSet<>();

	/**
	 * Results of effects that were not made of it: they can't be performed again to get
	 * them.
	 */
	private final Set<Long> keptArtifacts = new HashSet<>();

	private boolean spreads;

	private final Deque<Long> todo = new ArrayDeque<>();

	private final Map<Long, Set<Long>> relatedRuns = new HashMap<>();

	private ErasedNodes(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Finds the content of a node.
	 * @return what has it; {@code null} when there is no such node
	 */
	static @Nullable ErasedNodes of(Session session, String nodeId) throws SQLException {
		ErasedNodes erased = new ErasedNodes(session.jdbc());
		Long node = erased.jdbc.sql(FIND).param("nodeId", nodeId).query(Long.class).optional().orElse(null);
		if (node == null) {
			return null;
		}
		erased.addCalled(node);
		erased.find();
		return erased;
	}

	/**
	 * A step hands on to those that it calls what it was given itself.
	 */
	private void addCalled(long node) {
		Set<Long> seen = new HashSet<>();
		Deque<Long> callers = new ArrayDeque<>(List.of(node));
		while (!callers.isEmpty()) {
			long caller = callers.remove();
			if (seen.add(caller)) {
				this.todo.add(caller);
				callers.addAll(ids(SELECT_CALLED, "node", caller));
			}
		}
	}

	private void find() {
		relateRuns();
		follow();
		keepOtherEffects();
		this.spreads = true;
		for (long artifact : List.copyOf(this.artifacts)) {
			spread(artifact);
		}
		follow();
		this.artifacts.removeAll(this.keptArtifacts);
	}

	private void keepOtherEffects() {
		Set<Long> made = new HashSet<>();
		RowCallbackHandler add = (row) -> {
			if (this.nodes.containsKey(row.getLong("node"))) {
				made.add(row.getLong("id"));
			}
		};
		this.jdbc.sql(SELECT_EFFECTS).query(add);
		RowCallbackHandler keep = (row) -> {
			if (!made.contains(row.getLong("id"))) {
				this.keptArtifacts.add(row.getLong("artifact"));
			}
		};
		this.jdbc.sql(SELECT_EFFECTS).query(keep);
	}

	/**
	 * What has the same result has the content too.
	 */
	private void spread(long artifact) {
		if (this.spreads && !this.keptArtifacts.contains(artifact)) {
			this.todo.addAll(ids(SELECT_WITH_ARTIFACT, "artifact", artifact));
		}
	}

	private void follow() {
		int found = -1;
		while (found != this.nodes.size() + this.artifacts.size() + this.runs.size()) {
			found = this.nodes.size() + this.artifacts.size() + this.runs.size();
			while (!this.todo.isEmpty()) {
				add(this.todo.remove());
			}
			addFromJournal();
			addOverrides();
		}
	}

	private void add(long node) {
		if (this.nodes.containsKey(node)) {
			return;
		}
		this.nodes.put(node, this.jdbc.sql(SELECT_NODE_ID).param("node", node).query(String.class).single());
		this.todo.addAll(ids(SELECT_RELATED, "node", node));
		ids(SELECT_ARTIFACT, "node", node).forEach(this::addArtifact);
	}

	private void addArtifact(long artifact) {
		if (this.artifacts.add(artifact)) {
			spread(artifact);
		}
	}

	/**
	 * The runs in which the nodes were recorded, with those around them; the earlier
	 * results of the nodes; and what was given by hand in these runs, which depends on
	 * nothing, but answers a call that does.
	 */
	private void addFromJournal() {
		Set<String> nodeIds = new HashSet<>(this.nodes.values());
		RowCallbackHandler add = (row) -> {
			long run = row.getLong("run");
			boolean within = !row.wasNull() && this.runs.contains(run);
			if (nodeIds.contains(row.getString("node_id"))) {
				if (run != 0) {
					addRun(run);
				}
				addIfPresent(row.getLong("artifact"));
			}
			else if (within && "MANUAL".equals(row.getString("outcome")) && row.getLong("node") != 0) {
				this.todo.add(row.getLong("node"));
			}
		};
		this.jdbc.sql(SELECT_ENTRIES).query(add);
	}

	private void addIfPresent(long artifact) {
		if (artifact != 0) {
			addArtifact(artifact);
		}
	}

	private void relateRuns() {
		RowCallbackHandler relate = (row) -> {
			for (String column : List.of("parent", "resumed")) {
				long other = row.getLong(column);
				if (other != 0) {
					this.relatedRuns.computeIfAbsent(row.getLong("id"), (id) -> new HashSet<>()).add(other);
					this.relatedRuns.computeIfAbsent(other, (id) -> new HashSet<>()).add(row.getLong("id"));
				}
			}
		};
		this.jdbc.sql(SELECT_RUNS).query(relate);
	}

	private void addRun(long run) {
		Deque<Long> found = new ArrayDeque<>(List.of(run));
		while (!found.isEmpty()) {
			long next = found.remove();
			if (this.runs.add(next)) {
				found.addAll(this.relatedRuns.getOrDefault(next, Set.of()));
			}
		}
	}

	private void addOverrides() {
		RowCallbackHandler add = (row) -> {
			if (this.runs.contains(row.getLong("run"))) {
				addArtifact(row.getLong("artifact"));
			}
		};
		this.jdbc.sql(SELECT_OVERRIDES).query(add);
	}

	private List<Long> ids(String sql, String parameter, long value) {
		return this.jdbc.sql(sql).param(parameter, value).query((row, number) -> row.getLong(1)).list();
	}

	/**
	 * The nodes: row ids and ids.
	 */
	Map<Long, String> nodes() {
		return this.nodes;
	}

	/**
	 * The row ids of the artifacts, of those too that say nothing.
	 */
	Set<Long> artifacts() {
		return this.artifacts;
	}

	/**
	 * The row ids of the runs.
	 */
	Set<Long> runs() {
		return this.runs;
	}

}
