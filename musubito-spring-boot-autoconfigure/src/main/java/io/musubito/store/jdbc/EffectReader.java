package io.musubito.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import io.musubito.Usage;
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
				e.artifact,
				a.compressed, CASE WHEN octet_length(a.payload) <= :largest THEN a.payload END AS payload, coalesce(n.duration, 0) AS duration, n.spent, n.called_spent,
				e.started_at, e.ended_at, e.error,
				e.resolution, e.resolved_by, e.resolved_at
			FROM musubito_effect e
				LEFT JOIN musubito_artifact a ON a.namespace = e.namespace AND a.id = e.artifact
				LEFT JOIN musubito_node n ON n.namespace = e.namespace AND n.node_id = e.node_id
			WHERE e.namespace = :namespace
			""";

	private static final String FIND = SELECT + """
			AND e.effect_key = :effectKey
			""";

	private static final String FIND_BY_NODE = SELECT + """
			AND e.effect_key = (
				SELECT replay_key FROM musubito_node
				WHERE namespace = :namespace AND node_id = :nodeId AND type = 'EXTERNAL_EFFECT'
			)
			""";

	private static final String LOST_ARTIFACT = "lost";

	private EffectReader() {
	}

	static Optional<Effect> find(JdbcClient jdbc, DamagedRows damaged, String effectKey) {
		return jdbc.sql(FIND).param("effectKey", effectKey).query((row, number) -> effect(row, damaged)).optional();
	}

	static Optional<Effect> findByNode(JdbcClient jdbc, DamagedRows damaged, String nodeId) {
		return jdbc.sql(FIND_BY_NODE).param("nodeId", nodeId).query((row, number) -> effect(row, damaged)).optional();
	}

	/**
	 * An effect whose state can't be read is in doubt, and one whose result is lost has
	 * happened: neither must be performed again by itself.
	 */
	private static Effect effect(ResultSet row, DamagedRows damaged) throws SQLException {
		String what = "the effect of node '" + row.getString("node_id") + "'";
		EffectState state = damaged.read(() -> what, row, (effect) -> EffectState.valueOf(effect.getString("state")));
		Usage usage = damaged.read(() -> what, row, EffectReader::usage);
		return new Effect(row.getString("effect_key"), row.getString("node_id"), row.getString("operation"),
				(state != null) ? state : EffectState.UNKNOWN, row.getString("owner"), row.getString("idempotency_key"),
				row.getInt("attempts"), artifactId(row),
				Payload.read(row, "compressed", "payload", damaged.largest()).json(), Columns.duration(row, "duration"),
				(usage != null) ? usage : Usage.NONE, Columns.instant(row, "started_at"),
				Columns.nullableInstant(row, "ended_at"), (state != null)
						? TransformedContent.shown(row.getString("error")) : "what is recorded of it is damaged",
				resolution(row));
	}

	private static @Nullable String artifactId(ResultSet row) throws SQLException {
		String artifactId = row.getString("artifact_id");
		boolean lost = artifactId == null && (row.getString("artifact") != null || hasSucceeded(row));
		return (lost) ? LOST_ARTIFACT : artifactId;
	}

	private static boolean hasSucceeded(ResultSet row) throws SQLException {
		String state = row.getString("state");
		return state.equals(EffectState.SUCCEEDED.name())
				|| (state.equals(EffectState.RESOLVED.name()) && "HAPPENED".equals(row.getString("resolution")));
	}

	private static Usage usage(ResultSet row) throws SQLException {
		return JsonColumns.usage(row.getString("spent")).plus(JsonColumns.usage(row.getString("called_spent")));
	}

	private static @Nullable Resolution resolution(ResultSet row) throws SQLException {
		String resolution = row.getString("resolution");
		Instant at = Columns.nullableInstant(row, "resolved_at");
		return (resolution != null && at != null) ? new Resolution("HAPPENED".equals(resolution),
				Objects.requireNonNullElse(row.getString("resolved_by"), ""), at) : null;
	}

}
