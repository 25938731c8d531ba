package io.musubito.store.jdbc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds the runs that are beyond the limits. Child runs go with the run that called them,
 * and neither goes while one of them is running, or a run that stays resumes one of them.
 */
final class RemovableRuns {

	private static final String SELECT = """
			SELECT id, run_id, pipeline, status, coalesce(ended_at, started_at) AS used_at, parent, resumed
			FROM musubito_run
			WHERE namespace = :namespace
			ORDER BY id DESC
			""";

	private final Map<Long, StoredRun> runs = new HashMap<>();

	private final List<StoredRun> newestFirst = new ArrayList<>();

	private RemovableRuns() {
	}

	/**
	 * Finds runs.
	 * @param before runs that ended before are too old, in nanoseconds
	 * @param keep how many of each pipeline stay; {@code null} for all
	 * @return the runs, those that were called before those that called them
	 */
	static List<StoredRun> find(JdbcClient jdbc, long before, @Nullable Integer keep) {
		RemovableRuns all = new RemovableRuns();
		RowCallbackHandler add = (row) -> all
			.add(new StoredRun(row.getLong("id"), row.getString("run_id"), row.getString("pipeline"),
					row.getString("status"), row.getLong("used_at"), row.getLong("parent"), row.getLong("resumed")));
		jdbc.sql(SELECT).query(add);
		return all.beyond(before, keep);
	}

	private void add(StoredRun run) {
		this.runs.put(run.id(), run);
		this.newestFirst.add(run);
	}

	private List<StoredRun> beyond(long before, @Nullable Integer keep) {
		Map<String, Integer> counts = new HashMap<>();
		Set<Long> kept = new HashSet<>();
		for (StoredRun run : this.newestFirst) {
			boolean called = root(run) != run;
			int rank = (called) ? 0 : counts.merge(run.pipeline(), 1, Integer::sum);
			boolean beyond = run.usedAt() < before || (keep != null && rank > keep);
			if (!run.hasEnded() || (!called && !beyond)) {
				kept.add(root(run).id());
			}
		}
		boolean more = true;
		while (more) {
			more = false;
			for (StoredRun run : this.newestFirst) {
				StoredRun origin = this.runs.get(run.resumed());
				if (origin != null && kept.contains(root(run).id())) {
					more |= kept.add(root(origin).id());
				}
			}
		}
		return this.newestFirst.stream().filter((run) -> !kept.contains(root(run).id())).toList();
	}

	private StoredRun root(StoredRun run) {
		StoredRun root = run;
		Set<Long> seen = new HashSet<>();
		StoredRun parent = this.runs.get(root.parent());
		while (parent != null && seen.add(root.id())) {
			root = parent;
			parent = this.runs.get(root.parent());
		}
		return root;
	}

}
