package io.musubito.store.jdbc;

import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import io.musubito.StepOutcome;
import io.musubito.lineage.PipelineCall;
import io.musubito.store.Baseline;
import io.musubito.store.JournalEntry;
import io.musubito.store.RunHistory;

/**
 * What a database has of earlier runs.
 */
final class JdbcRunHistory implements RunHistory {

	// What is recorded later has ended later: the entries of one process are written in
	// this order
	private static final String FIND_JOURNAL = """
			WITH RECURSIVE family (id, run_id) AS (
				SELECT id, run_id FROM musubito_run WHERE namespace = :namespace AND run_id = :runId
				UNION
				SELECT r.id, r.run_id FROM family f JOIN musubito_run r ON r.namespace = :namespace AND r.parent = f.id
			)
			SELECT s.id, s.sequence, f.run_id, s.position, s.operation, s.node_id, s.outcome, coalesce(n.execution, 0) > s.id AS superseded
			FROM family f
				JOIN musubito_step_record s ON s.namespace = :namespace AND s.run = f.id
				LEFT JOIN musubito_node n ON n.namespace = s.namespace AND n.node_id = s.node_id
			WHERE s.run IN (SELECT id FROM family)
			ORDER BY s.id
			""";

	private static final String FIND_LIKE = """
			SELECT r.run_id
			FROM musubito_run r JOIN musubito_call c ON c.namespace = r.namespace AND c.run = r.id
			WHERE r.namespace = :namespace AND r.pipeline = :pipeline AND r.status <> 'RUNNING' AND c.signature = :signature
				AND c.arguments = :arguments
				AND c.components = :components
			ORDER BY r.id DESC
			LIMIT :limit
			""";

	// Equal contents may be stored as others
	private static final String FIND_CALLS = """
			SELECT r.run_id, c.arguments_compressed, CASE WHEN octet_length(c.arguments) <= :largest THEN c.arguments END AS arguments, c.components
			FROM musubito_run r JOIN musubito_call c ON c.namespace = r.namespace AND c.run = r.id
			WHERE r.namespace = :namespace AND r.pipeline = :pipeline AND r.status <> 'RUNNING' AND c.signature = :signature
				AND c.arguments IS NOT NULL
			ORDER BY r.id DESC
			LIMIT :most
			""";

	private static final int MOST_COMPARED = 500;

	private final Readers readers;

	private final WriteQueue writes;

	JdbcRunHistory(Readers readers, WriteQueue writes) {
		this.readers = readers;
		this.writes = writes;
	}

	@Override
	public List<JournalEntry> findJournal(String runId) {
		this.writes.awaitSubmitted();
		return this.readers.read((session) -> session.jdbc()
			.sql(FIND_JOURNAL)
			.param("runId", runId)
			.query((row, number) -> new JournalEntry(row.getLong("id"), row.getInt("sequence"), row.getString("run_id"),
					row.getString("position"), row.getString("operation"), row.getString("node_id"),
					StepOutcome.valueOf(row.getString("outcome")), row.getBoolean("superseded")))
			.list());
	}

	@Override
	public List<String> findLike(String pipeline, PipelineCall call, SortedMap<String, String> components, int limit) {
		this.writes.awaitSubmitted();
		Payload arguments = Payload.of(call.arguments());
		return this.readers.read((session) -> (session.columns().isTransforming())
				? findRestored(session, pipeline, call, components, limit)
				: session.jdbc()
					.sql(FIND_LIKE)
					.param("pipeline", pipeline)
					.param("signature", call.signature())
					.param("arguments", arguments.bytes(), Types.BINARY)
					.param("components", JsonColumns.components(components))
					.param("limit", limit)
					.query(String.class)
					.list());
	}

	private static List<String> findRestored(Session session, String pipeline, PipelineCall call,
			SortedMap<String, String> components, int limit) {
		String wanted = JsonColumns.components(components);
		return session.jdbc()
			.sql(FIND_CALLS)
			.param("pipeline", pipeline)
			.param("signature", call.signature())
			.param("most", MOST_COMPARED)
			.query((rows) -> {
				List<String> like = new ArrayList<>();
				while (like.size() < limit && rows.next()) {
					String arguments = Payload
						.read(rows, "arguments_compressed", "arguments", session.columns().largest())
						.textOrNull();
					if (arguments != null && arguments.equals(call.arguments())
							&& wanted.equals(rows.getString("components"))) {
						like.add(rows.getString("run_id"));
					}
				}
				return like;
			});
	}

	@Override
	public Optional<Baseline> findCall(String nodeId) {
		this.writes.awaitSubmitted();
		return this.readers
			.readSnapshot((session) -> new BaselineReader(session, this.readers.damaged(), Instant.EPOCH).find(nodeId));
	}

}
