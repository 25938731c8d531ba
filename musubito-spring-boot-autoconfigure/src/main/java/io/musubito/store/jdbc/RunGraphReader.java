package io.musubito.store.jdbc;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.musubito.NodeStatus;
import io.musubito.StepOutcome;
import io.musubito.StepType;
import io.musubito.store.RecordedCall;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the part of the graph that belongs to one run: the nodes of its journal and of
 * those of its child runs, and what they called, which a replay does not call again.
 */
final class RunGraphReader {

	// Edges name producers, so that a node counts with its producer
	private static final String NODES_OF_RUN = """
			WITH RECURSIVE
			family (id) AS (
				SELECT id FROM musubito_run WHERE namespace = :namespace AND run_id = :runId
				UNION
				SELECT r.id FROM family f JOIN musubito_run r ON r.namespace = :namespace AND r.parent = f.id
			),
			member (id, producer) AS (
				SELECT n.id, coalesce(n.producer, n.id)
				FROM family f
					JOIN musubito_step_record s ON s.namespace = :namespace AND s.run = f.id
					JOIN musubito_node n ON n.namespace = s.namespace AND n.node_id = s.node_id
				WHERE s.run IN (SELECT id FROM family)
				UNION
				SELECT n.id, coalesce(n.producer, n.id)
				FROM member m
					JOIN musubito_edge e ON e.namespace = :namespace AND e.downstream = m.id AND e.kind = 'CALL'
					JOIN musubito_node n ON n.namespace = e.namespace AND n.id = e.upstream
			)
			""";

	private static final String SELECT_OPERATIONS = NODES_OF_RUN + """
			SELECT DISTINCT n.operation
			FROM musubito_node n
			WHERE n.namespace = :namespace AND n.id IN (SELECT id FROM member)
			""";

	private static final String SELECT_DOWNSTREAM = NODES_OF_RUN + """
			,
			reached (producer) AS (
				SELECT m.producer FROM member m JOIN musubito_node n ON n.namespace = :namespace AND n.id = m.id
				WHERE n.operation = :operation
				UNION
				SELECT m.producer
				FROM reached r
					JOIN musubito_edge e ON e.namespace = :namespace AND e.upstream = r.producer
					JOIN member m ON m.id = e.downstream
			)
			SELECT DISTINCT n.replay_key
			FROM musubito_node n
			WHERE n.namespace = :namespace
				AND n.id IN (SELECT m.id FROM reached r JOIN member m ON m.producer = r.producer)
			""";

	private static final String SELECT_CALLS = """
			WITH RECURSIVE family (id, place) AS (
				SELECT id, '' FROM musubito_run WHERE namespace = :namespace AND run_id = :runId
				UNION ALL
				SELECT r.id, f.place || r.place || '/' FROM family f
					JOIN musubito_run r ON r.namespace = :namespace AND r.parent = f.id
			)
			SELECT f.place || s.position AS position, s.operation, s.node_id, n.replay_key, n.type, s.outcome, n.status
			FROM family f
				JOIN musubito_step_record s ON s.namespace = :namespace AND s.run = f.id
				JOIN musubito_node n ON n.namespace = s.namespace AND n.node_id = s.node_id
			WHERE s.run IN (SELECT id FROM family) AND f.place || s.position IS NOT NULL
			ORDER BY s.id
			""";

	private final JdbcClient jdbc;

	RunGraphReader(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	SortedSet<String> operations(String runId) {
		return this.jdbc.sql(SELECT_OPERATIONS)
			.param("runId", runId)
			.query((row, number) -> row.getString(1))
			.stream()
			.collect(Collectors.toCollection(TreeSet::new));
	}

	List<RecordedCall> calls(String runId) {
		return this.jdbc.sql(SELECT_CALLS)
			.param("runId", runId)
			.query((row, number) -> new RecordedCall(row.getString("position"), row.getString("operation"),
					row.getString("node_id"), row.getString("replay_key"), StepType.valueOf(row.getString("type")),
					StepOutcome.valueOf(row.getString("outcome")), NodeStatus.valueOf(row.getString("status"))))
			.list();
	}

	Set<String> downstream(String runId, String operation) {
		return this.jdbc.sql(SELECT_DOWNSTREAM)
			.param("runId", runId)
			.param("operation", operation)
			.query((row, number) -> row.getString(1))
			.set();
	}

}
