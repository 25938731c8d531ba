package io.musubito.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.musubito.store.RetentionRules;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds what is beyond the limits, in one state of the store, without writing.
 */
final class RetentionPlanner {

	private static final String COUNT_OF_RUN = """
			SELECT count(*) FROM musubito_step_record WHERE namespace = :namespace AND run = :run
			""";

	private static final String COUNT_OUTSIDE = """
			SELECT (SELECT count(*) FROM musubito_step_record
				WHERE namespace = :namespace AND run IS NULL AND ended_at < :before)
				+ (SELECT count(*) FROM musubito_replay
					WHERE namespace = :namespace AND ended_at < :before AND id < (SELECT max(id) FROM musubito_replay
						WHERE namespace = :namespace))
			""";

	private static final String SELECT_EFFECTS = """
			SELECT e.id, e.artifact, n.id AS node,
				CASE WHEN """ + KeptNodes.PAST_EFFECT + """
				AND NOT EXISTS (SELECT 1 FROM musubito_claim c
					WHERE c.namespace = :namespace AND c.replay_key = e.effect_key) THEN 1 ELSE 0 END AS past
			FROM musubito_effect e
				LEFT JOIN musubito_node n ON n.namespace = e.namespace AND n.replay_key = e.effect_key
			WHERE e.namespace = :namespace
			""";

	private static final String SELECT_OVERRIDES = """
			SELECT run, artifact FROM musubito_override WHERE namespace = :namespace
			""";

	private final JdbcClient jdbc;

	private final Session session;

	private final RetentionRules rules;

	private final Instant now;

	private final long before;

	private final long beforeDay;

	RetentionPlanner(Session session, RetentionRules rules, Instant now) {
		this.session = session;
		this.jdbc = session.jdbc();
		this.rules = rules;
		this.now = now;
		Instant limit = (rules.maxAge() != null) ? KeptNodes.before(now, rules.maxAge()) : Instant.EPOCH;
		this.before = Columns.nanos(limit);
		this.beforeDay = Columns.day(limit);
	}

	/**
	 * Finds it.
	 * @param times how many times the space is planned for that is missing
	 */
	RetentionPlan plan(int times) throws SQLException {
		List<StoredRun> runs = RemovableRuns.find(this.jdbc, this.before, this.rules.keepRuns());
		Set<Long> removedRuns = new HashSet<>(runs.stream().map(StoredRun::id).toList());
		long entries = this.jdbc.sql(COUNT_OUTSIDE).param("before", this.before).query(Long.class).single();
		for (StoredRun run : runs) {
			entries += this.jdbc.sql(COUNT_OF_RUN).param("run", run.id()).query(Long.class).single();
		}
		KeptNodes kept = KeptNodes.of(this.rules, this.now);
		StoredArtifacts artifacts = StoredArtifacts.read(this.jdbc);
		StoredNodes nodes = StoredNodes.read(this.jdbc, kept, artifacts);
		int byAge = nodes.unusedSince(this.beforeDay);
		long excess = excess();
		// Artifacts that no node has go first
		int bySize = (excess > 0) ? nodes.taking((excess - artifacts.bytesWithoutNode()) * times) : 0;
		PlannedNodes planned = nodes.first(Math.max(byAge, bySize));
		List<Long> effects = effects(kept, planned, artifacts);
		keepOverrides(removedRuns, artifacts);
		BitSet unused = artifacts.unused(this.beforeDay, excess > 0);
		unused.or(artifacts.replaced(this.jdbc, unused, (entry) -> stays(entry, removedRuns)));
		NewestRows newest = NewestRows.read(this.jdbc);
		return new RetentionPlan(runs, entries, planned, byAge, effects, new PlannedArtifacts(artifacts, unused),
				newest);
	}

	private long excess() throws SQLException {
		Long limit = this.rules.maxBytes();
		long used = (limit != null) ? this.session.usedBytesOfNamespace() : 0;
		return (limit != null && used > limit) ? used - Excess.goal(limit) : 0;
	}

	/**
	 * Whether an entry of the journal stays, and so keeps the result that was replaced by
	 * another one, until that is too old, or takes too much space.
	 */
	private boolean stays(ResultSet entry, Set<Long> removedRuns) throws SQLException {
		long run = entry.getLong("run");
		return (entry.wasNull()) ? entry.getLong("ended_at") >= this.before : !removedRuns.contains(run);
	}

	/**
	 * The effects that are long past and that no node is left of. All others need their
	 * artifacts.
	 */
	private List<Long> effects(KeptNodes kept, PlannedNodes nodes, StoredArtifacts artifacts) {
		Map<Long, Long> past = new HashMap<>();
		Map<Long, Long> needed = new HashMap<>();
		RowCallbackHandler add = (row) -> {
			long effect = row.getLong("id");
			long artifact = row.getLong("artifact");
			long node = row.getLong("node");
			boolean gone = row.wasNull() || !nodes.remains(node);
			if (row.getBoolean("past") && gone && !needed.containsKey(effect)) {
				past.put(effect, artifact);
			}
			else {
				past.remove(effect);
				needed.put(effect, artifact);
			}
		};
		kept.bind(this.jdbc.sql(SELECT_EFFECTS)).query(add);
		boolean removes = this.rules.maxAge() != null || this.rules.maxBytes() != null;
		if (!removes) {
			needed.putAll(past);
		}
		needed.values().forEach((artifact) -> artifacts.use(artifacts.index(artifact)));
		return (removes) ? List.copyOf(past.keySet()) : List.of();
	}

	private void keepOverrides(Set<Long> removedRuns, StoredArtifacts artifacts) {
		RowCallbackHandler keep = (row) -> {
			if (!removedRuns.contains(row.getLong("run"))) {
				artifacts.use(artifacts.index(row.getLong("artifact")));
			}
		};
		this.jdbc.sql(SELECT_OVERRIDES).query(keep);
	}

}
