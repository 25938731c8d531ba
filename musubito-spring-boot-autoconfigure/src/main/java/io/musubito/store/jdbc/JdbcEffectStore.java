package io.musubito.store.jdbc;

import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.musubito.StoreException;
import io.musubito.artifact.Artifact;
import io.musubito.store.Effect;
import io.musubito.store.EffectAttempt;
import io.musubito.store.EffectIntent;
import io.musubito.store.EffectOutcome;
import io.musubito.store.EffectStore;
import io.musubito.store.Execution;
import io.musubito.store.NodeKey;
import io.musubito.store.StepRecord;
import io.musubito.store.StoredResolution;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The effects in a database: read from any thread, written by one. Each change is
 * conditional on what it was decided on.
 */
final class JdbcEffectStore implements EffectStore {

	// An attempt that may be a repetition of the last one keeps its idempotency key; one
	// after a success is another one. A state that is damaged is an unknown one
	private static final String BEGIN = """
			INSERT INTO musubito_effect (namespace, effect_key, node_id, operation, state, owner, idempotency_key, attempts,
				started_at)
			VALUES (:namespace, :effectKey, :nodeId, :operation, 'STARTED', :owner, :idempotencyKey, 1, :now)
			ON CONFLICT (namespace, effect_key) DO UPDATE
			SET node_id = excluded.node_id, state = excluded.state, owner = excluded.owner,
				idempotency_key = CASE
					WHEN musubito_effect.state NOT IN ('SUCCEEDED', 'NOT_HAPPENED', 'RESOLVED')
						OR musubito_effect.artifact IS NULL
						THEN musubito_effect.idempotency_key
					ELSE excluded.idempotency_key || '-' || (musubito_effect.attempts + 1) END,
				attempts = musubito_effect.attempts + 1, started_at = excluded.started_at, ended_at = NULL, error = NULL
			WHERE (:fromUnknown = 1
					AND musubito_effect.state NOT IN ('STARTED', 'SUCCEEDED', 'NOT_HAPPENED', 'RESOLVED'))
				OR (musubito_effect.state IN ('SUCCEEDED', 'NOT_HAPPENED', 'RESOLVED')
					AND (musubito_effect.artifact IS NULL OR :again = 1))
			RETURNING attempts, idempotency_key
			""";

	// An attempt is over for good only when it is known what came of it
	private static final String UPDATE_OUTCOME = """
			UPDATE musubito_effect
			SET state = CASE WHEN :state = 'NOT_HAPPENED' AND artifact IS NOT NULL THEN 'SUCCEEDED' ELSE :state END,
				artifact = coalesce((SELECT id FROM musubito_artifact
					WHERE namespace = :namespace AND artifact_id = :artifactId), artifact),
				ended_at = :now, error = :error
			WHERE namespace = :namespace AND effect_key = :effectKey AND attempts = :attempt
				AND state IN ('STARTED', 'UNKNOWN')
			""";

	// What is recorded already may be recorded again by who was not told so
	private static final String STANDING = """
			SELECT CASE WHEN ended_at = :now AND ((:state = 'UNKNOWN' AND state IN ('UNKNOWN', 'RESOLVED'))
					OR (:state <> 'UNKNOWN' AND state IN ('SUCCEEDED', 'NOT_HAPPENED'))) THEN 'RECORDED'
				WHEN state IN ('STARTED', 'UNKNOWN') THEN 'OPEN' ELSE 'OVER' END AS standing
			FROM musubito_effect
			WHERE namespace = :namespace AND effect_key = :effectKey AND attempts = :attempt
			""";

	private static final String ABANDON = """
			UPDATE musubito_effect
			SET state = 'UNKNOWN', error = :reason
			WHERE namespace = :namespace AND effect_key = :effectKey AND attempts = :attempt AND state = 'STARTED'
				AND owner = :owner
			""";

	private static final String ABANDON_ALL = """
			UPDATE musubito_effect
			SET state = 'UNKNOWN', error = :reason, ended_at = :now
			WHERE namespace = :namespace AND state = 'STARTED' AND owner = :owner
			RETURNING effect_key
			""";

	private static final String TAKE_BACK = """
			UPDATE musubito_effect
			SET state = CASE WHEN :fromUnknown = 1 THEN 'UNKNOWN' WHEN artifact IS NOT NULL THEN 'SUCCEEDED'
				ELSE 'NOT_HAPPENED' END
			WHERE namespace = :namespace AND effect_key = :effectKey AND state = 'STARTED' AND owner = :owner
				AND started_at = :startedAt
			""";

	private static final String RESOLVE = """
			UPDATE musubito_effect
			SET state = 'RESOLVED', resolution = :resolution, resolved_by = :by, resolved_at = :now,
				artifact = coalesce((SELECT id FROM musubito_artifact
					WHERE namespace = :namespace AND artifact_id = :artifactId), artifact)
			WHERE namespace = :namespace AND effect_key = :effectKey AND attempts = :attempts
				AND (state = :state OR (:state = 'UNKNOWN'
				AND state NOT IN ('STARTED', 'SUCCEEDED', 'NOT_HAPPENED', 'RESOLVED')))
			RETURNING node_id
			""";

	private static final String RECORDED = "RECORDED";

	private static final String OVER = "OVER";

	private static final String NOT_BEGUN = "The store could not be written when it was to begin";

	private static final String CLOSED = "The application context was closed while it was performed";

	private final Readers readers;

	private final WriteQueue writes;

	JdbcEffectStore(Readers readers, WriteQueue writes) {
		this.readers = readers;
		this.writes = writes;
	}

	@Override
	public Optional<Effect> find(String effectKey) {
		return this.readers.read((session) -> EffectReader.find(session.jdbc(), this.readers.damaged(), effectKey));
	}

	@Override
	public Optional<Effect> findByNode(String nodeId) {
		// The node may be written with a replay that is not committed yet
		this.writes.awaitSubmitted();
		return this.readers.read((session) -> EffectReader.findByNode(session.jdbc(), this.readers.damaged(), nodeId));
	}

	@Override
	public Optional<EffectAttempt> begin(EffectIntent intent) {
		try {
			return this.writes.writeDurably((session) -> {
				JdbcClient jdbc = session.jdbc();
				Optional<EffectAttempt> begun = begin(jdbc, intent);
				begun.ifPresent((started) -> running(session, intent));
				return begun;
			});
		}
		catch (StoreException ex) {
			// It may be committed all the same, and nobody performs it
			this.writes.writeBehind((session) -> takeBack(session.jdbc(), intent));
			throw ex;
		}
	}

	/**
	 * The run comes first: what was recorded before it is what it is compared with.
	 */
	private static void running(Session session, EffectIntent intent) {
		if (intent.run() != null) {
			RunWriter.insert(session, intent.run());
		}
		EffectNodes.running(session, intent);
	}

	/**
	 * Makes an effect what it was before an attempt that did not begin.
	 */
	private static boolean takeBack(JdbcClient jdbc, EffectIntent intent) {
		String effectKey = intent.key().replayKey();
		int updated = jdbc.sql(TAKE_BACK)
			.param("effectKey", effectKey)
			.param("owner", intent.owner())
			.param("startedAt", Columns.nanos(intent.startedAt()))
			.param("fromUnknown", (intent.fromUnknown()) ? 1 : 0)
			.update();
		if (updated > 0 && intent.fromUnknown()) {
			EffectNodes.unknown(jdbc, effectKey, NOT_BEGUN, intent.startedAt());
		}
		else if (updated > 0) {
			EffectNodes.notHappened(jdbc, effectKey, NOT_BEGUN, Duration.ZERO, intent.startedAt());
		}
		return updated > 0;
	}

	private static Optional<EffectAttempt> begin(JdbcClient jdbc, EffectIntent intent) {
		NodeKey key = intent.key();
		return jdbc.sql(BEGIN)
			.param("effectKey", key.replayKey())
			.param("nodeId", key.nodeId())
			.param("operation", key.operation())
			.param("owner", intent.owner())
			.param("idempotencyKey", intent.idempotencyKey())
			.param("now", Columns.nanos(intent.startedAt()))
			.param("fromUnknown", (intent.fromUnknown()) ? 1 : 0)
			.param("again", (intent.again()) ? 1 : 0)
			.query((row, number) -> new EffectAttempt(key.replayKey(), row.getInt("attempts"),
					row.getString("idempotency_key")))
			.optional();
	}

	@Override
	public boolean record(EffectOutcome outcome) {
		return this.writes.writeDurably((session) -> record(session, outcome));
	}

	@Override
	public void recordLater(EffectOutcome outcome) {
		this.writes.writeBehind((session) -> record(session, outcome));
	}

	private static boolean record(Session session, EffectOutcome outcome) throws SQLException {
		JdbcClient jdbc = session.jdbc();
		String standing = jdbc.sql(STANDING)
			.param("effectKey", outcome.attempt().effectKey())
			.param("attempt", outcome.attempt().number())
			.param("state", state(outcome))
			.param("now", Columns.nanos(outcome.journal().endedAt()))
			.query((row, number) -> row.getString("standing"))
			.optional()
			.orElse(OVER);
		if (standing.equals(RECORDED)) {
			return true;
		}
		if (standing.equals(OVER)) {
			Journal.append(session, outcome.journal());
			return false;
		}
		if (outcome instanceof EffectOutcome.Succeeded succeeded) {
			succeeded(session, succeeded);
		}
		else {
			Journal.append(session, outcome.journal());
			failed(jdbc, outcome);
		}
		return true;
	}

	private static String state(EffectOutcome outcome) {
		return (outcome instanceof EffectOutcome.Succeeded) ? "SUCCEEDED"
				: (outcome instanceof EffectOutcome.Unknown) ? "UNKNOWN" : "NOT_HAPPENED";
	}

	private static void succeeded(Session session, EffectOutcome.Succeeded outcome) throws SQLException {
		Execution execution = outcome.execution();
		Instant now = execution.journal().endedAt();
		ExecutionWriter.write(session, execution, ReleasedClaim.NONE);
		EffectNodes.copyResult(session, execution.key().nodeId(), now);
		update(session.jdbc(), outcome.attempt(), state(outcome), execution.artifact().artifactId(), null, now);
	}

	private static void failed(JdbcClient jdbc, EffectOutcome outcome) {
		StepRecord journal = outcome.journal();
		String effectKey = outcome.attempt().effectKey();
		boolean unknown = outcome instanceof EffectOutcome.Unknown;
		update(jdbc, outcome.attempt(), state(outcome), null, journal.error(), journal.endedAt());
		if (unknown) {
			EffectNodes.unknown(jdbc, effectKey, journal.error(), journal.endedAt());
		}
		else {
			EffectNodes.notHappened(jdbc, effectKey, journal.error(), journal.duration(), journal.endedAt());
		}
	}

	private static void update(JdbcClient jdbc, EffectAttempt attempt, String state, @Nullable String artifactId,
			@Nullable String error, Instant now) {
		jdbc.sql(UPDATE_OUTCOME)
			.param("effectKey", attempt.effectKey())
			.param("attempt", attempt.number())
			.param("state", state)
			.param("artifactId", artifactId, Types.VARCHAR)
			.param("error", error, Types.VARCHAR)
			.param("now", Columns.nanos(now))
			.update();
	}

	/**
	 * Records of the attempts that are being performed that their outcome will not be
	 * known.
	 * @param owner who performs them
	 */
	void abandonAll(JdbcClient jdbc, String owner, Instant now) {
		List<String> effectKeys = jdbc.sql(ABANDON_ALL)
			.param("owner", owner)
			.param("reason", CLOSED)
			.param("now", Columns.nanos(now))
			.query((row, number) -> row.getString("effect_key"))
			.list();
		effectKeys.forEach((effectKey) -> EffectNodes.unknown(jdbc, effectKey, CLOSED, now));
	}

	@Override
	public void abandon(Effect started, String reason, Instant now) {
		this.writes.writeDurably((session) -> {
			JdbcClient jdbc = session.jdbc();
			int updated = jdbc.sql(ABANDON)
				.param("effectKey", started.effectKey())
				.param("attempt", started.attempts())
				.param("owner", started.owner())
				.param("reason", reason)
				.update();
			if (updated > 0) {
				EffectNodes.unknown(jdbc, started.effectKey(), reason, now);
			}
			return true;
		});
	}

	@Override
	public boolean resolve(StoredResolution resolution) {
		return this.writes.writeDurably((session) -> {
			JdbcClient jdbc = session.jdbc();
			Artifact artifact = resolution.artifact();
			if (artifact != null) {
				ExecutionWriter.upsertArtifact(session, artifact, resolution.at());
			}
			Optional<String> nodeId = resolve(jdbc, resolution);
			nodeId.ifPresent((resolved) -> {
				if (artifact != null) {
					EffectNodes.resolved(session, resolved, artifact, resolution.at());
					EffectNodes.copyResult(session, resolved, resolution.at());
				}
				else {
					EffectNodes.notHappened(jdbc, resolution.effectKey(), null, Duration.ZERO, resolution.at());
				}
			});
			return nodeId.isPresent();
		});
	}

	private static Optional<String> resolve(JdbcClient jdbc, StoredResolution resolution) {
		Artifact artifact = resolution.artifact();
		return jdbc.sql(RESOLVE)
			.param("effectKey", resolution.effectKey())
			.param("state", resolution.state().name())
			.param("attempts", resolution.attempts())
			.param("resolution", (artifact != null) ? "HAPPENED" : "NOT_HAPPENED")
			.param("artifactId", (artifact != null) ? artifact.artifactId() : null, Types.VARCHAR)
			.param("by", resolution.by())
			.param("now", Columns.nanos(resolution.at()))
			.query((row, number) -> row.getString("node_id"))
			.optional();
	}

}
