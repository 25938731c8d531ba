package io.musubito.store.jdbc;

import java.time.Instant;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Marks as stale what can't be replayed any more, within the transaction of the caller.
 * {@code UNION} visits each node once, however many paths lead to it. Effects are only
 * marked as outdated, and what depends on them stays valid: their result does not change.
 * A node that is stale already is passed through like any other, because what is below it
 * may be valid: edges name producers, and a result of a stale producer is consumed as
 * long as another lineage has it; and what consumed elements of a stream is linked later.
 */
final class Invalidation {

	private static final String MARK_AFTER_NEW_ARTIFACT = """
			WITH RECURSIVE affected (id) AS (
				SELECT id FROM musubito_node
				WHERE namespace = :namespace AND producer = :node AND artifact = :earlierArtifact
				UNION
				SELECT downstream FROM musubito_edge WHERE namespace = :namespace AND upstream = :node
				UNION
				SELECT e.downstream
				FROM affected a
					JOIN musubito_node n ON n.namespace = :namespace AND n.id = a.id AND n.type <> 'EXTERNAL_EFFECT'
					JOIN musubito_edge e ON e.namespace = n.namespace AND e.upstream = a.id
			)
			UPDATE musubito_node
			SET status = CASE type WHEN 'EXTERNAL_EFFECT' THEN 'OUTDATED' ELSE 'STALE' END,
				stale_by = :nodeId, updated_at = :now
			WHERE namespace = :namespace AND status = 'SUCCESS' AND id <> :node AND id IN (SELECT id FROM affected)
			""";

	private static final String AFFECTED = """
			WITH RECURSIVE producer (id) AS (
				SELECT coalesce(producer, id) FROM musubito_node WHERE namespace = :namespace AND node_id = :nodeId
			), affected (id) AS (
				SELECT id FROM producer
				UNION
				SELECT n.id FROM producer p JOIN musubito_node n ON n.namespace = :namespace AND n.producer = p.id
				UNION
				SELECT e.downstream
				FROM affected a
					JOIN musubito_node n ON n.namespace = :namespace AND n.id = a.id AND n.type <> 'EXTERNAL_EFFECT'
					JOIN musubito_edge e ON e.namespace = n.namespace AND e.upstream = a.id
			)
			""";

	private static final String WHERE_AFFECTED = """
			WHERE namespace = :namespace AND status IN ('SUCCESS', 'MANUAL') AND id IN (SELECT id FROM affected)
			""";

	private static final String MARK_ALL = AFFECTED + """
			UPDATE musubito_node
			SET status = CASE type WHEN 'EXTERNAL_EFFECT' THEN 'OUTDATED' ELSE 'STALE' END,
				stale_by = :nodeId, updated_at = :now
			""" + WHERE_AFFECTED;

	private static final String COUNT_ALL = AFFECTED + """
			SELECT operation, count(*) AS nodes FROM musubito_node
			""" + WHERE_AFFECTED + """
			GROUP BY operation
			""";

	private static final String MARK_DAMAGED = """
			UPDATE musubito_node
			SET status = 'STALE', stale_by = :nodeId, updated_at = :now
			WHERE namespace = :namespace AND node_id = :nodeId AND type <> 'EXTERNAL_EFFECT'
			""";

	private Invalidation() {
	}

	/**
	 * Marks what replays the earlier artifact of a node from it, and everything
	 * downstream.
	 */
	static void afterNewArtifact(Session session, NodeRow earlier, String nodeId, Instant now) {
		afterNewArtifact(session, earlier.id(), nodeId, Objects.requireNonNull(earlier.artifact()), now);
	}

	static void afterNewArtifact(Session session, long node, String nodeId, long earlierArtifact, Instant now) {
		session.next(MARK_AFTER_NEW_ARTIFACT)
			.param("node", node)
			.param("nodeId", nodeId)
			.param("earlierArtifact", earlierArtifact)
			.param("now", Columns.nanos(now))
			.add();
	}

	/**
	 * Marks a node whose row can't be read.
	 */
	static int ofDamaged(JdbcClient jdbc, String nodeId, Instant now) {
		return jdbc.sql(MARK_DAMAGED).param("nodeId", nodeId).param("now", Columns.nanos(now)).update();
	}

	/**
	 * Marks a node, its producer, all that replay this producer, and everything
	 * downstream. Returns how many nodes were marked that were not before.
	 */
	static int of(JdbcClient jdbc, String nodeId, Instant now) {
		return jdbc.sql(MARK_ALL).param("nodeId", nodeId).param("now", Columns.nanos(now)).update();
	}

	/**
	 * How many nodes would be marked, by step.
	 */
	static SortedMap<String, Integer> foresee(JdbcClient jdbc, String nodeId) {
		SortedMap<String, Integer> nodes = new TreeMap<>();
		jdbc.sql(COUNT_ALL)
			.param("nodeId", nodeId)
			.query((RowCallbackHandler) (row) -> nodes.put(row.getString("operation"), row.getInt("nodes")));
		return nodes;
	}

}
