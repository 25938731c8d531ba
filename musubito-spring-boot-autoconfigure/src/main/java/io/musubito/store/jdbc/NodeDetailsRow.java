package io.musubito.store.jdbc;

import java.sql.JDBCType;

import io.musubito.Explanation;
import io.musubito.store.NodeKey;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is needed to show and explain a node, within the transaction of the caller.
 */
final class NodeDetailsRow {

	private static final String INSERT = """
			INSERT INTO musubito_node_details (namespace, node, components, why, inputs_compressed, inputs)
			SELECT :namespace, id, :components, :why, :compressed, :inputs
			FROM musubito_node
			WHERE namespace = :namespace AND node_id = :nodeId
			ON CONFLICT DO NOTHING
			""";

	private static final String UPDATE = """
			UPDATE musubito_node_details
			SET components = :components, why = coalesce(:why, why), inputs_compressed = :compressed, inputs = :inputs
			WHERE namespace = :namespace
				AND node = (SELECT id FROM musubito_node WHERE namespace = :namespace AND node_id = :nodeId)
			""";

	private static final String UPSERT_OPERATION = """
			INSERT INTO musubito_operation (namespace, operation, type) VALUES (:namespace, :operation, :type)
			ON CONFLICT (namespace, operation) DO UPDATE
			SET type = excluded.type
			WHERE musubito_operation.type <> excluded.type
			""";

	private NodeDetailsRow() {
	}

	/**
	 * Writes those of a node that may have some. The conflict has no column to name:
	 * where rows are found by their number, that alone is their key, elsewhere it has the
	 * namespace.
	 */
	static void upsert(Session session, NodeKey key, @Nullable Explanation why) {
		write(session, UPDATE, key, why);
		insert(session, key, why);
	}

	/**
	 * Writes those of a node that has none.
	 */
	static void insert(Session session, NodeKey key, @Nullable Explanation why) {
		write(session, INSERT, key, why);
		session.next(UPSERT_OPERATION).param("operation", key.operation()).param("type", key.type().name()).add();
	}

	private static void write(Session session, String sql, NodeKey key, @Nullable Explanation why) {
		String kept = key.inputs();
		Payload inputs = Payload.of((kept != null && kept.length() <= session.columns().largest()) ? kept : null);
		session.next(sql)
			.param("nodeId", key.nodeId())
			.param("components", JsonColumns.components(key.components()))
			.param("why", JsonColumns.why(why))
			.param("compressed", (inputs.compressed()) ? 1 : 0)
			.param("inputs", (inputs.bytes() != null) ? inputs.bytes() : JDBCType.BINARY)
			.add();
	}

}
