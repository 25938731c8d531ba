package io.musubito.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.musubito.EdgeKind;
import io.musubito.store.Upstream;
import org.jspecify.annotations.Nullable;

/**
 * What a node consumed, and whether that is valid when the node is written.
 *
 * @param edges the producers that are there
 * @param changed the id of the first producer that is gone, or of whose artifact no valid
 * node is left; {@code null} when there is none
 */
record Upstreams(List<EdgeRow> edges, @Nullable String changed) {

	// A producer may be stale in its own lineage while its artifact is still valid in
	// another one, in which what depends on it must be replayed
	private static final String FIND_PRODUCER = """
			SELECT p.id, (p.status IN ('SUCCESS', 'OUTDATED', 'MANUAL') AND a.artifact_id = coalesce(:artifactId, a.artifact_id)) OR EXISTS (
				SELECT 1
				FROM musubito_node r JOIN musubito_artifact ra ON ra.namespace = r.namespace AND ra.id = r.artifact
				WHERE r.namespace = :namespace AND r.producer = p.id AND r.status IN ('SUCCESS', 'OUTDATED')
					AND ra.artifact_id = coalesce(:artifactId, ra.artifact_id)
			) AS valid
			FROM musubito_node p LEFT JOIN musubito_artifact a ON a.namespace = p.namespace AND a.id = p.artifact
			WHERE p.namespace = :namespace AND p.node_id = :nodeId
			""";

	private static final String DELETE_EDGES = """
			DELETE FROM musubito_edge
			WHERE namespace = :namespace
				AND downstream = (SELECT id FROM musubito_node WHERE namespace = :namespace AND node_id = :nodeId)
			""";

	private static final String INSERT_EDGE = """
			INSERT INTO musubito_edge (namespace, upstream, downstream, kind)
			SELECT :namespace, :upstream, id, :kind FROM musubito_node WHERE namespace = :namespace AND node_id = :nodeId
			ON CONFLICT DO NOTHING
			""";

	private static final String LINK = """
			INSERT INTO musubito_edge (namespace, upstream, downstream, kind)
			SELECT :namespace, p.id, n.id, 'DATA' FROM musubito_node p, musubito_node n
			WHERE p.namespace = :namespace AND n.namespace = :namespace AND p.node_id = :producerNodeId
				AND n.node_id = :nodeId
			ON CONFLICT DO NOTHING
			""";

	private static final String UNLINK = """
			DELETE FROM musubito_edge
			WHERE namespace = :namespace AND kind = 'DATA'
				AND upstream = (SELECT id FROM musubito_node WHERE namespace = :namespace AND node_id = :producerNodeId)
				AND downstream = (SELECT id FROM musubito_node WHERE namespace = :namespace AND node_id = :nodeId)
			""";

	static Upstreams find(Session session, List<Upstream> consumed) {
		return of(ask(session, consumed));
	}

	/**
	 * Asks for what a node consumed.
	 */
	static List<GatheredStatement<EdgeRow>> ask(Session session, List<Upstream> consumed) {
		List<GatheredStatement<EdgeRow>> asked = new ArrayList<>(consumed.size());
		for (Upstream upstream : consumed) {
			asked.add(session.next(FIND_PRODUCER)
				.param("nodeId", upstream.producerNodeId())
				.param("artifactId", upstream.artifactId())
				.ask((row) -> EdgeRow.read(row, upstream)));
		}
		return asked;
	}

	static Upstreams of(List<GatheredStatement<EdgeRow>> asked) {
		List<EdgeRow> edges = new ArrayList<>(asked.size());
		String changed = null;
		for (GatheredStatement<EdgeRow> edge : asked) {
			EdgeRow row = edge.answer();
			if (row.isThere()) {
				edges.add(row);
			}
			if (changed == null && !row.valid()) {
				changed = row.producerNodeId();
			}
		}
		return new Upstreams(edges, changed);
	}

	/**
	 * Writes the edges of a node in place of those that it had.
	 */
	void replaceEdges(Session session, String nodeId) {
		session.next(DELETE_EDGES).param("nodeId", nodeId).add();
		insertEdges(session, nodeId);
	}

	/**
	 * Writes the edges of a node that has none.
	 */
	void insertEdges(Session session, String nodeId) {
		for (EdgeRow edge : this.edges) {
			session.next(INSERT_EDGE)
				.param("upstream", edge.upstream())
				.param("kind", edge.kind().name())
				.param("nodeId", nodeId)
				.add();
		}
	}

	/**
	 * Writes the edges from a producer to nodes that were written before it.
	 */
	static void link(Session session, String producerNodeId, Collection<String> downstream) {
		for (String nodeId : downstream) {
			session.next(LINK).param("producerNodeId", producerNodeId).param("nodeId", nodeId).add();
		}
	}

	static void unlink(Session session, String producerNodeId, Collection<String> downstream) {
		for (String nodeId : downstream) {
			session.next(UNLINK).param("producerNodeId", producerNodeId).param("nodeId", nodeId).add();
		}
	}

	/**
	 * Whether it called other steps.
	 */
	static boolean calls(List<Upstream> consumed) {
		return consumed.stream().anyMatch((upstream) -> upstream.kind() == EdgeKind.CALL);
	}

	/**
	 * An edge from a producer.
	 *
	 * @param producerNodeId the id of the producer
	 * @param upstream the row id of the producer, {@link #NONE} when it is gone
	 * @param kind consumed as data, or called
	 * @param valid whether what was consumed from it is still valid
	 */
	record EdgeRow(String producerNodeId, long upstream, EdgeKind kind, boolean valid) {

		private static final long NONE = -1;

		private static EdgeRow read(ResultSet row, Upstream consumed) throws SQLException {
			return (row.next())
					? new EdgeRow(consumed.producerNodeId(), row.getLong(1), consumed.kind(), row.getBoolean(2))
					: new EdgeRow(consumed.producerNodeId(), NONE, consumed.kind(), false);
		}

		private boolean isThere() {
			return this.upstream != NONE;
		}

	}

}
