package io.musubito.store.jdbc;

import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.musubito.EdgeKind;
import io.musubito.store.Upstream;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

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
			DELETE FROM musubito_edge WHERE namespace = :namespace AND downstream = :node
			""";

	private static final String INSERT_EDGE = """
			INSERT INTO musubito_edge (namespace, upstream, downstream, kind) VALUES (:namespace, :upstream, :node, :kind)
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
			WHERE namespace = :namespace AND upstream = :node AND kind = 'DATA'
				AND downstream = (SELECT id FROM musubito_node WHERE namespace = :namespace AND node_id = :nodeId)
			""";

	static Upstreams find(JdbcClient jdbc, List<Upstream> consumed) {
		List<EdgeRow> edges = new ArrayList<>(consumed.size());
		String changed = null;
		for (Upstream upstream : consumed) {
			EdgeRow edge = jdbc.sql(FIND_PRODUCER)
				.param("nodeId", upstream.producerNodeId())
				.param("artifactId", upstream.artifactId(), Types.VARCHAR)
				.query((row, number) -> new EdgeRow(row.getLong(1), upstream.kind(), row.getBoolean(2)))
				.optional()
				.orElse(null);
			if (edge != null) {
				edges.add(edge);
			}
			if (changed == null && (edge == null || !edge.valid())) {
				changed = upstream.producerNodeId();
			}
		}
		return new Upstreams(edges, changed);
	}

	/**
	 * Writes the edges of a node in place of those that it had.
	 */
	void replaceEdges(JdbcClient jdbc, long node) {
		jdbc.sql(DELETE_EDGES).param("node", node).update();
		insertEdges(jdbc, node);
	}

	/**
	 * Writes the edges of a node that has none.
	 */
	void insertEdges(JdbcClient jdbc, long node) {
		for (EdgeRow edge : this.edges) {
			jdbc.sql(INSERT_EDGE)
				.param("upstream", edge.upstream())
				.param("node", node)
				.param("kind", edge.kind().name())
				.update();
		}
	}

	/**
	 * Writes the edges from a producer to nodes that were written before it.
	 */
	static void link(JdbcClient jdbc, String producerNodeId, Collection<String> downstream) {
		for (String nodeId : downstream) {
			jdbc.sql(LINK).param("producerNodeId", producerNodeId).param("nodeId", nodeId).update();
		}
	}

	static void unlink(JdbcClient jdbc, long producer, Collection<String> downstream) {
		for (String nodeId : downstream) {
			jdbc.sql(UNLINK).param("node", producer).param("nodeId", nodeId).update();
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
	 * @param upstream the row id of the producer
	 * @param kind consumed as data, or called
	 * @param valid whether what was consumed from it is still valid
	 */
	record EdgeRow(long upstream, EdgeKind kind, boolean valid) {

	}

}
