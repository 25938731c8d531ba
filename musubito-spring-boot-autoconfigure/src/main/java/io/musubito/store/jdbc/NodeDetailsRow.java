package io.musubito.store.jdbc;

import java.sql.Types;

import io.musubito.Explanation;
import io.musubito.store.NodeKey;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Writes what is needed to show and explain a node, within the transaction of the caller.
 */
final class NodeDetailsRow {

	private static final String INSERT = """
			INSERT INTO musubito_node_details (namespace, node, components, why, inputs_compressed, inputs)
			VALUES (:namespace, :node, :components, :why, :compressed, :inputs)
			ON CONFLICT DO NOTHING
			""";

	private static final String UPDATE = """
			UPDATE musubito_node_details
			SET components = :components, why = coalesce(:why, why), inputs_compressed = :compressed, inputs = :inputs
			WHERE namespace = :namespace AND node = :node
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
	 * The conflict has no column to name: where rows are found by their number, that
	 * alone is their key, elsewhere it has the namespace.
	 */
	static void upsert(JdbcClient jdbc, long node, NodeKey key, @Nullable Explanation why) {
		if (write(jdbc.sql(INSERT), node, key, why) == 0) {
			write(jdbc.sql(UPDATE), node, key, why);
		}
		jdbc.sql(UPSERT_OPERATION).param("operation", key.operation()).param("type", key.type().name()).update();
	}

	private static int write(StatementSpec statement, long node, NodeKey key, @Nullable Explanation why) {
		Payload inputs = Payload.of(key.inputs());
		return statement.param("node", node)
			.param("components", JsonColumns.components(key.components()))
			.param("why", JsonColumns.why(why), Types.VARCHAR)
			.param("compressed", (inputs.compressed()) ? 1 : 0)
			.param("inputs", inputs.bytes(), Types.BINARY)
			.update();
	}

}
