package io.musubito.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import io.musubito.store.Effect;
import io.musubito.store.Effect.Resolution;
import io.musubito.store.EffectState;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads effects.
 */
final class EffectReader {

	private static final String SELECT = """
			SELECT e.effect_key, e.node_id, e.operation, e.state, e.owner, e.idempotency_key, e.attempts, a.artifact_id,
				a.compressed, a.payload, coalesce(n.duration, 0) AS duration, n.spent, n.called_spent,
				e.started_at, e.ended_at, e.error,
				e.resolution, e.resolved_by, e.resolved_at
			FROM musubito_effect e
				LEFT JOIN musubito_artifact a ON a.id = e.artifact
				LEFT JOIN musubito_node n ON n.node_id = e.node_id
			""";

	private static final String FIND = SELECT + """
			WHERE e.effect_key = :effectKey
			""";

	private static final String FIND_BY_NODE = SELECT + """
			WHERE e.effect_key = (
				SELECT replay_key FROM musubito_node WHERE node_id = :nodeId AND type = 'EXTERNAL_EFFECT'
			)
			""";

	private EffectReader() {
	}

	static Optional<Effect> find(JdbcClient jdbc, String effectKey) {
		return jdbc.sql(FIND).param("effectKey", effectKey).query((row, number) -> effect(row)).optional();
	}

	static Optional<Effect> findByNode(JdbcClient jdbc, String nodeId) {
		return jdbc.sql(FIND_BY_NODE).param("nodeId", nodeId).query((row, number) -> effect(row)).optional();
	}

	private static Effect effect(ResultSet row) throws SQLException {
		return new Effect(row.getString("effect_key"), row.getString("node_id"), row.getString("operation"),
				EffectState.valueOf(row.getString("state")), row.getString("owner"), row.getString("idempotency_key"),
				row.getInt("attempts"), row.getString("artifact_id"), Payload.read(row, "compressed", "payload").json(),
				Columns.duration(row, "duration"),
				JsonColumns.usage(row.getString("spent")).plus(JsonColumns.usage(row.getString("called_spent"))),
				Columns.instant(row, "started_at"), Columns.nullableInstant(row, "ended_at"), row.getString("error"),
				resolution(row));
	}

	private static @Nullable Resolution resolution(ResultSet row) throws SQLException {
		String resolution = row.getString("resolution");
		Instant at = Columns.nullableInstant(row, "resolved_at");
		return (resolution != null && at != null) ? new Resolution("HAPPENED".equals(resolution),
				Objects.requireNonNullElse(row.getString("resolved_by"), ""), at) : null;
	}

}
