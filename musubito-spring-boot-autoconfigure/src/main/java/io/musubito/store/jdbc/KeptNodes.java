package io.musubito.store.jdbc;

import java.time.Duration;
import java.time.Instant;

import io.musubito.store.RetentionRules;

import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Which nodes and effects are not removed, however old they are and however little space
 * there is. What is damaged, so that it can't be told, stays.
 *
 * @param effectsNanos effects that ended or began since are kept
 * @param effectsDay effects that were used on this day or later are kept
 */
record KeptNodes(long effectsNanos, long effectsDay) {

	/** Of an effect {@code e}: what became of it is known, and that is long ago. */
	static final String PAST_EFFECT = """
			(e.state IN ('SUCCEEDED', 'NOT_HAPPENED', 'RESOLVED') AND e.started_at < :effectsNanos
				AND coalesce(e.ended_at, 0) < :effectsNanos AND coalesce(e.resolved_at, 0) < :effectsNanos)
			""";

	/**
	 * Of a node {@code n}: whether it stays. The newest one does, so that its number is
	 * not given to another one. So does what was taken back while the computation has
	 * another valid result: a call in its place would be answered with that.
	 */
	static final String STAYS = """
			(n.status NOT IN ('SUCCESS', 'FAILED', 'STALE', 'OUTDATED', 'MANUAL')
				OR n.id >= (SELECT max(m.id) FROM musubito_node m WHERE m.namespace = :namespace)
				OR EXISTS (SELECT 1 FROM musubito_claim c
					WHERE c.namespace = :namespace AND c.replay_key = n.replay_key)
				OR n.node_id IN (SELECT c.node_id FROM musubito_claim c WHERE c.namespace = :namespace)
				OR (n.status = 'STALE' AND EXISTS (
					SELECT 1 FROM musubito_node o
					WHERE o.namespace = :namespace AND o.replay_key = n.replay_key AND o.status = 'SUCCESS' AND o.kept = 1))
				OR (n.type NOT IN ('DETERMINISTIC', 'STOCHASTIC') AND n.used_on >= :effectsDay)
				OR EXISTS (
					SELECT 1 FROM musubito_effect e
					WHERE e.namespace = :namespace AND e.effect_key = n.replay_key
						AND (n.used_on >= :effectsDay OR NOT """
			+ PAST_EFFECT + """
							)))
					""";

	static KeptNodes of(RetentionRules rules, Instant now) {
		Instant limit = before(now, rules.effects());
		return new KeptNodes(Columns.nanos(limit), Columns.day(limit));
	}

	/**
	 * A moment that is as long ago as it can be told.
	 */
	static Instant before(Instant now, Duration age) {
		return (age.compareTo(Duration.between(Instant.EPOCH, now)) < 0) ? now.minus(age) : Instant.EPOCH;
	}

	StatementSpec bind(StatementSpec statement) {
		return statement.param("effectsNanos", this.effectsNanos).param("effectsDay", this.effectsDay);
	}

}
