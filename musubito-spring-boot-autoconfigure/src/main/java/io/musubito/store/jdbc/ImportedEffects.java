package io.musubito.store.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Adds effects. Of two states the one that performs less is kept: one that has happened,
 * then one in doubt, then one that has not happened. One that is performed here at the
 * moment stays as it is.
 */
final class ImportedEffects {

	private static final String FIND = """
			SELECT e.state, a.artifact_id
			FROM musubito_effect e LEFT JOIN musubito_artifact a ON a.namespace = :namespace AND a.id = e.artifact
			WHERE e.namespace = :namespace AND e.effect_key = :effectKey
			""";

	// Whoever performed it there does so no more as far as is known here
	private static final String UPSERT = """
			INSERT INTO musubito_effect (namespace, effect_key, node_id, operation, state, owner, idempotency_key, attempts,
				artifact, started_at, ended_at, error, resolution, resolved_by, resolved_at)
			VALUES (:namespace, :effectKey, :nodeId, :operation, CASE :state WHEN 'STARTED' THEN 'UNKNOWN' ELSE :state END, :owner,
				:idempotencyKey, :attempts, (SELECT id FROM musubito_artifact WHERE namespace = :namespace AND artifact_id = :artifact), :startedAt,
				:endedAt, :error, :resolution, :resolvedBy, :resolvedAt)
			ON CONFLICT (namespace, effect_key) DO UPDATE
			SET node_id = excluded.node_id, state = excluded.state, owner = excluded.owner,
				idempotency_key = excluded.idempotency_key,
				attempts = CASE WHEN excluded.attempts > musubito_effect.attempts THEN excluded.attempts
					ELSE musubito_effect.attempts END,
				artifact = coalesce(excluded.artifact, musubito_effect.artifact), started_at = excluded.started_at,
				ended_at = excluded.ended_at, error = excluded.error, resolution = excluded.resolution,
				resolved_by = excluded.resolved_by, resolved_at = excluded.resolved_at
			""";

	private static final String FIND_RESULT = """
			SELECT n.node_id, a.artifact_id, n.artifact = e.artifact AND n.status IN ('SUCCESS', 'OUTDATED') AS same
			FROM musubito_effect e
				JOIN musubito_artifact a ON a.namespace = :namespace AND a.id = e.artifact
				JOIN musubito_node n ON n.namespace = :namespace AND n.node_id = e.node_id
			WHERE e.namespace = :namespace AND e.effect_key = :effectKey AND e.state IN ('SUCCEEDED', 'NOT_HAPPENED', 'RESOLVED')
			""";

	private static final String MARK_UNKNOWN = """
			UPDATE musubito_node
			SET status = 'UNKNOWN', updated_at = :now
			WHERE namespace = :namespace AND replay_key = :effectKey AND status IN ('RUNNING', 'FAILED') AND EXISTS (
				SELECT 1 FROM musubito_effect WHERE namespace = :namespace AND effect_key = :effectKey AND state = 'UNKNOWN')
			""";

	private final Set<String> added = new TreeSet<>();

	/** Those of which both stores know something. */
	private final Set<String> merged = new TreeSet<>();

	void insert(JdbcClient jdbc, ExportRecord effect) {
		String key = effect.text("effectKey");
		EffectOfStore here = jdbc.sql(FIND)
			.param("effectKey", key)
			.query((row, number) -> EffectOfStore.read(row))
			.optional()
			.orElse(null);
		EffectOfStore there = new EffectOfStore(effect.text("state"), effect.optionalText("artifact"));
		if (here == null || (!here.isStarted() && there.rank() > here.rank())) {
			effect.bind(jdbc.sql(UPSERT)).update();
			this.added.add(key);
		}
		if (here != null && !here.equals(there)) {
			this.merged.add(key);
		}
	}

	int count() {
		return this.added.size();
	}

	/**
	 * Those whose nodes have to say the same, in pieces.
	 */
	List<String> merged() {
		return new ArrayList<>(this.merged);
	}

	/**
	 * Lets all nodes of an effect say what became of it.
	 */
	static void align(Session session, String effectKey, Instant now) {
		JdbcClient jdbc = session.jdbc();
		jdbc.sql(FIND_RESULT)
			.param("effectKey", effectKey)
			.query((row, number) -> new EffectResult(row.getString("node_id"), row.getString("artifact_id"),
					row.getBoolean("same")))
			.optional()
			.ifPresent((result) -> result.copy(session, now));
		jdbc.sql(MARK_UNKNOWN).param("effectKey", effectKey).param("now", Columns.nanos(now)).update();
	}

}
