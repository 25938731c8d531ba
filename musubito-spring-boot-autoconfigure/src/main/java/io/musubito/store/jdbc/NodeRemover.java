package io.musubito.store.jdbc;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.musubito.Usage;
import io.musubito.store.Removal;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Removes nodes with their artifacts, within the transaction of the caller, in which
 * nobody else writes. Each node is looked at again: whether something depends on it now,
 * or it was used since it was planned.
 */
final class NodeRemover {

	private static final String SELECT = "SELECT n.id, " + RecomputeCost.COLUMNS + """
			FROM musubito_node n
			WHERE n.namespace = :namespace AND n.id IN (:ids) AND n.used_on < :before
				AND NOT """ + KeptNodes.STAYS;

	private static final String SELECT_DEPENDENTS = """
			SELECT upstream AS node, downstream AS dependent
			FROM musubito_edge
			WHERE namespace = :namespace AND upstream IN (:ids)
			UNION ALL
			SELECT producer, id
			FROM musubito_node
			WHERE namespace = :namespace AND producer IN (:ids)
			""";

	private static final String DELETE = """
			DELETE FROM musubito_node WHERE namespace = :namespace AND id IN (:ids)
			""";

	private static final String DELETE_ARTIFACTS = """
			DELETE FROM musubito_artifact AS a
			WHERE a.namespace = :namespace AND a.id IN (:ids)
				AND NOT EXISTS (SELECT 1 FROM musubito_node n WHERE n.namespace = :namespace AND n.artifact = a.id)
				AND NOT EXISTS (SELECT 1 FROM musubito_override o WHERE o.namespace = :namespace AND o.artifact = a.id)
				AND NOT EXISTS (SELECT 1 FROM musubito_effect e WHERE e.namespace = :namespace AND e.artifact = a.id)
			RETURNING coalesce(octet_length(payload), 0)
			""";

	private static final String DELETE_EFFECTS = """
			DELETE FROM musubito_effect AS e
			WHERE e.namespace = :namespace AND e.id IN (:ids) AND """ + KeptNodes.PAST_EFFECT
			+ """
						AND NOT EXISTS (SELECT 1 FROM musubito_node n WHERE n.namespace = :namespace AND n.replay_key = e.effect_key)
						AND NOT EXISTS (SELECT 1 FROM musubito_claim c WHERE c.namespace = :namespace AND c.replay_key = e.effect_key)
					""";

	private final KeptNodes kept;

	private final UsedNodes used;

	NodeRemover(KeptNodes kept, UsedNodes used) {
		this.kept = kept;
		this.used = used;
	}

	/**
	 * Removes nodes. When it is undone, it can be done again.
	 * @param nodes the nodes, in the order of the plan
	 * @param before they are removed unless they were used on this day or later
	 */
	Removal remove(JdbcClient jdbc, List<PlannedNode> nodes, long before) {
		this.used.note(jdbc);
		List<PlannedNode> unused = nodes.stream().filter((node) -> !this.used.contains(node.id())).toList();
		if (unused.isEmpty()) {
			return Removal.NONE;
		}
		Map<Long, Removal> costs = costs(jdbc, unused, before);
		Map<Long, Set<Long>> dependents = dependents(jdbc, unused);
		Set<Long> removed = new HashSet<>();
		Set<Long> artifacts = new HashSet<>();
		RemovalSum sum = new RemovalSum();
		for (PlannedNode node : unused) {
			Removal cost = costs.get(node.id());
			if (cost != null && removed.containsAll(dependents.getOrDefault(node.id(), Set.of()))) {
				removed.add(node.id());
				artifacts.add(node.artifact());
				sum.accept(cost);
				sum.accept(new Removal(1, 0, 0, 0, node.bytes(), Duration.ZERO, Usage.NONE));
			}
		}
		if (!removed.isEmpty()) {
			jdbc.sql(DELETE).param("ids", InList.of(removed)).update();
			sum.accept(removeArtifacts(jdbc, artifacts));
		}
		return sum.total();
	}

	/**
	 * What those cost that don't stay.
	 */
	private Map<Long, Removal> costs(JdbcClient jdbc, List<PlannedNode> nodes, long before) {
		Set<Long> within = new HashSet<>();
		nodes.stream().filter(PlannedNode::within).map(PlannedNode::id).forEach(within::add);
		Map<Long, Removal> costs = new HashMap<>();
		RowCallbackHandler add = (row) -> {
			long id = row.getLong("id");
			costs.put(id, RecomputeCost.read(row, within.contains(id)));
		};
		this.kept.bind(jdbc.sql(SELECT)).param("ids", ids(nodes)).param("before", before).query(add);
		return costs;
	}

	private static Map<Long, Set<Long>> dependents(JdbcClient jdbc, List<PlannedNode> nodes) {
		Map<Long, Set<Long>> dependents = new HashMap<>();
		RowCallbackHandler add = (row) -> dependents.computeIfAbsent(row.getLong("node"), (node) -> new HashSet<>())
			.add(row.getLong("dependent"));
		jdbc.sql(SELECT_DEPENDENTS).param("ids", ids(nodes)).query(add);
		return dependents;
	}

	private static List<Long> ids(List<PlannedNode> nodes) {
		return InList.of(nodes.stream().map(PlannedNode::id).toList());
	}

	static Removal removeArtifacts(JdbcClient jdbc, Collection<Long> artifacts) {
		List<Long> bytes = jdbc.sql(DELETE_ARTIFACTS)
			.param("ids", InList.of(artifacts))
			.query((row, number) -> row.getLong(1))
			.list();
		long sum = bytes.stream().mapToLong(Long::longValue).sum();
		return new Removal(0, bytes.size(), 0, 0, sum, Duration.ZERO, Usage.NONE);
	}

	Removal removeEffects(JdbcClient jdbc, List<Long> effects) {
		this.kept.bind(jdbc.sql(DELETE_EFFECTS)).param("ids", InList.of(effects)).update();
		return Removal.NONE;
	}

}
