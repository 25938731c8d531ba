package io.musubito.store.jdbc;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.musubito.Usage;
import io.musubito.store.Removal;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Removes nodes with their artifacts, within the transaction of the caller. Each node is
 * looked at again: whether something depends on it now, or it was used since it was
 * planned.
 */
final class NodeRemover {

	private static final String DELETE = """
			DELETE FROM musubito_node AS n
			WHERE n.namespace = :namespace AND n.id = :id AND n.used_on < :before
				AND NOT EXISTS (SELECT 1 FROM musubito_edge d WHERE d.namespace = :namespace AND d.upstream = n.id)
				AND NOT EXISTS (SELECT 1 FROM musubito_node r WHERE r.namespace = :namespace AND r.producer = n.id)
				AND NOT """ + KeptNodes.STAYS;

	private static final String DELETE_ARTIFACT = """
			DELETE FROM musubito_artifact AS a
			WHERE a.namespace = :namespace AND a.id = :id
				AND NOT EXISTS (SELECT 1 FROM musubito_node n WHERE n.namespace = :namespace AND n.artifact = a.id)
				AND NOT EXISTS (SELECT 1 FROM musubito_override o WHERE o.namespace = :namespace AND o.artifact = a.id)
				AND NOT EXISTS (SELECT 1 FROM musubito_effect e WHERE e.namespace = :namespace AND e.artifact = a.id)
			RETURNING coalesce(octet_length(payload), 0)
			""";

	private static final String DELETE_EFFECT = """
			DELETE FROM musubito_effect AS e
			WHERE e.namespace = :namespace AND e.id = :id AND """ + KeptNodes.PAST_EFFECT
			+ """
						AND NOT EXISTS (SELECT 1 FROM musubito_node n WHERE n.namespace = :namespace AND n.replay_key = e.effect_key)
						AND NOT EXISTS (SELECT 1 FROM musubito_claim c WHERE c.namespace = :namespace AND c.replay_key = e.effect_key)
					""";

	private static final String SELECT_USED = """
			SELECT n.id
			FROM musubito_step_record s JOIN musubito_node n ON n.namespace = s.namespace AND n.node_id = s.node_id
			WHERE s.namespace = :namespace AND s.id > :entry
			UNION
			SELECT r.node FROM musubito_replay r WHERE r.namespace = :namespace AND r.id > :replay
			""";

	private final KeptNodes kept;

	private final Set<Long> used = new HashSet<>();

	private final long entry;

	private final long replay;

	NodeRemover(KeptNodes kept, NewestRows newest) {
		this.kept = kept;
		this.entry = newest.entry();
		this.replay = newest.replay();
	}

	/**
	 * Removes nodes. When it is undone, it can be done again.
	 * @param nodes the nodes, in the order of the plan
	 * @param before they are removed unless they were used on this day or later
	 */
	Removal remove(JdbcClient jdbc, List<PlannedNode> nodes, long before) {
		noteUsed(jdbc);
		Removal removed = Removal.NONE;
		for (PlannedNode node : nodes) {
			if (this.used.contains(node.id())) {
				continue;
			}
			int deleted = this.kept.bind(jdbc.sql(DELETE)).param("id", node.id()).param("before", before).update();
			if (deleted > 0) {
				removed = removed.plus(node.removal());
				removed = removed.plus(removeArtifact(jdbc, node.artifact()));
			}
		}
		return removed;
	}

	private void noteUsed(JdbcClient jdbc) {
		this.used.addAll(jdbc.sql(SELECT_USED)
			.param("entry", this.entry)
			.param("replay", this.replay)
			.query((row, number) -> row.getLong(1))
			.list());
	}

	static Removal removeArtifact(JdbcClient jdbc, long artifact) {
		return jdbc.sql(DELETE_ARTIFACT)
			.param("id", artifact)
			.query((row, number) -> new Removal(0, 1, 0, 0, row.getLong(1), Duration.ZERO, Usage.NONE))
			.optional()
			.orElse(Removal.NONE);
	}

	boolean removeEffects(JdbcClient jdbc, List<Long> effects) {
		effects.forEach((effect) -> this.kept.bind(jdbc.sql(DELETE_EFFECT)).param("id", effect).update());
		return true;
	}

}
