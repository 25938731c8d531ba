package io.musubito.store.jdbc;

import java.sql.SQLException;
import java.time.Instant;
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

	private static final String NEWEST = """
			SELECT (SELECT coalesce(max(id), 0) FROM musubito_step_record WHERE namespace = :namespace) AS entry,
				(SELECT coalesce(max(id), 0) FROM musubito_replay WHERE namespace = :namespace) AS replay
			""";

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

	private static final String SELECT_ARTIFACTS = """
			SELECT a.id, a.artifact_id, coalesce(octet_length(a.payload), 0) AS bytes, coalesce(u.used_on, 0) AS used_on
			FROM musubito_artifact a LEFT JOIN musubito_artifact_use u ON u.namespace = a.namespace AND u.artifact = a.id
			WHERE a.namespace = :namespace
			""";

	private static final String SELECT_NOTED = """
			SELECT artifact, run, ended_at FROM musubito_step_record WHERE namespace = :namespace AND artifact IS NOT NULL
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
		StoredNodes nodes = StoredNodes.read(this.jdbc, kept);
		List<StoredArtifact> artifacts = artifacts();
		int byAge = nodes.unusedSince(this.beforeDay);
		long excess = (this.rules.maxBytes() != null) ? this.session.usedBytesOfNamespace() - this.rules.maxBytes() : 0;
		int count = byAge;
		if (excess > 0) {
			Map<Long, Long> bytes = new HashMap<>();
			artifacts.forEach((artifact) -> bytes.put(artifact.id(), artifact.bytes()));
			Map<Long, Integer> used = nodes.artifactUses(0);
			// Those that no node has go first
			long unusedBytes = artifacts.stream()
				.filter((artifact) -> !used.containsKey(artifact.id()))
				.mapToLong(StoredArtifact::bytes)
				.sum();
			count = Math.max(byAge, nodes.taking((excess - unusedBytes) * times, bytes));
		}
		Remaining remaining = nodes.without(count);
		Map<Long, Integer> uses = nodes.artifactUses(count);
		List<Long> effects = effects(kept, remaining, uses);
		keepOverrides(removedRuns, uses);
		Map<Long, Long> unused = unused(artifacts, uses, removedRuns, excess > 0);
		NewestRows newest = this.jdbc.sql(NEWEST)
			.query((row, number) -> new NewestRows(row.getLong("entry"), row.getLong("replay")))
			.single();
		return new RetentionPlan(runs, entries, nodes.first(this.jdbc, count), byAge, effects, unused, newest);
	}

	private List<StoredArtifact> artifacts() {
		return this.jdbc.sql(SELECT_ARTIFACTS)
			.query((row, number) -> new StoredArtifact(row.getLong("id"), row.getString("artifact_id"),
					row.getLong("bytes"), row.getLong("used_on")))
			.list();
	}

	/**
	 * The effects that are long past and that no node is left of. All others need their
	 * artifacts.
	 */
	private List<Long> effects(KeptNodes kept, Remaining remaining, Map<Long, Integer> uses) {
		Map<Long, Long> past = new HashMap<>();
		Map<Long, Long> needed = new HashMap<>();
		RowCallbackHandler add = (row) -> {
			long effect = row.getLong("id");
			long artifact = row.getLong("artifact");
			long node = row.getLong("node");
			boolean gone = row.wasNull() || !remaining.contains(node);
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
		needed.values().forEach((artifact) -> uses.merge(artifact, 1, Integer::sum));
		return (removes) ? List.copyOf(past.keySet()) : List.of();
	}

	private void keepOverrides(Set<Long> removedRuns, Map<Long, Integer> uses) {
		RowCallbackHandler keep = (row) -> {
			if (!removedRuns.contains(row.getLong("run"))) {
				uses.merge(row.getLong("artifact"), 1, Integer::sum);
			}
		};
		this.jdbc.sql(SELECT_OVERRIDES).query(keep);
	}

	/**
	 * The artifacts that nothing refers to. An entry of the journal that stays keeps the
	 * one that was replaced by another result, until that is too old, or takes too much
	 * space.
	 */
	private Map<Long, Long> unused(List<StoredArtifact> artifacts, Map<Long, Integer> uses, Set<Long> removedRuns,
			boolean full) {
		Map<Long, Long> unused = new HashMap<>();
		Map<String, StoredArtifact> replaced = new HashMap<>();
		for (StoredArtifact artifact : artifacts) {
			if (uses.getOrDefault(artifact.id(), 0) > 0) {
				continue;
			}
			// With a node that goes now, or unused for too long
			if (full || uses.containsKey(artifact.id()) || artifact.usedOn() < this.beforeDay) {
				unused.put(artifact.id(), artifact.bytes());
			}
			else {
				replaced.put(artifact.artifactId(), artifact);
			}
		}
		if (!replaced.isEmpty()) {
			RowCallbackHandler keep = (row) -> {
				long run = row.getLong("run");
				boolean removed = (row.wasNull()) ? row.getLong("ended_at") < this.before : removedRuns.contains(run);
				if (!removed) {
					replaced.remove(row.getString("artifact"));
				}
			};
			this.jdbc.sql(SELECT_NOTED).query(keep);
			replaced.values().forEach((artifact) -> unused.put(artifact.id(), artifact.bytes()));
		}
		return unused;
	}

}
