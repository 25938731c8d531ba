package io.musubito.store.jdbc;

import java.sql.Types;

import io.musubito.Explanation;
import io.musubito.store.NodeKey;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes what is needed to show and explain a node, within the transaction of the caller.
 */
final class NodeDetailsRow {

	private static final String UPSERT = """
			INSERT INTO musubito_node_details (node, components, why, inputs_compressed, inputs)
			VALUES (:node, :components, :why, :compressed, :inputs)
			ON CONFLICT (node) DO UPDATE
			SET components = excluded.components, why = coalesce(excluded.why, why),
				inputs_compressed = excluded.inputs_compressed, inputs = excluded.inputs
			""";

	private NodeDetailsRow() {
	}

	static void upsert(JdbcClient jdbc, long node, NodeKey key, @Nullable Explanation why) {
		Payload inputs = Payload.of(key.inputs());
		jdbc.sql(UPSERT)
			.param("node", node)
			.param("components", JsonColumns.components(key.components()))
			.param("why", JsonColumns.why(why), Types.VARCHAR)
			.param("compressed", (inputs.compressed()) ? 1 : 0)
			.param("inputs", inputs.bytes(), Types.BINARY)
			.update();
	}

}
