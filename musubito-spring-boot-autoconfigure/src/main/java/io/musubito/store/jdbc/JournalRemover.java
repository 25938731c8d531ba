package io.musubito.store.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntBiFunction;

import io.musubito.Usage;
import io.musubito.store.Removal;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Removes runs and journal entries, a few at a time.
 */
final class JournalRemover {

	private static final String IS_REMOVABLE = """
			SELECT count(*)
			FROM musubito_run r
			WHERE r.namespace = :namespace AND r.run_id = :runId AND r.status IN ('SUCCESS', 'FAILED', 'ABANDONED')
				AND NOT EXISTS (
					SELECT 1 FROM musubito_run o
					WHERE o.namespace = :namespace AND (o.parent = r.id OR o.resumed = r.id)
						AND o.status NOT IN ('SUCCESS', 'FAILED', 'ABANDONED'))
			""";

	private static final String SELECT_OF_RUN = """
			SELECT s.id
			FROM musubito_run r JOIN musubito_step_record s ON s.namespace = r.namespace AND s.run = r.id
			WHERE r.namespace = :namespace AND r.run_id = :runId
			LIMIT :limit
			""";

	private static final String DELETE_OF_RUN = """
			DELETE FROM musubito_step_record WHERE namespace = :namespace AND id IN (:ids)
			""";

	private static final String DELETE_USAGE = """
			DELETE FROM musubito_usage
			WHERE namespace = :namespace AND step_record IN (:ids) AND NOT EXISTS (
				SELECT 1 FROM musubito_step_record s WHERE s.namespace = :namespace AND s.id = musubito_usage.step_record)
			""";

	private static final String FORGET_PARENT = """
			UPDATE musubito_run
			SET parent = NULL
			WHERE namespace = :namespace
				AND parent = (SELECT id FROM musubito_run WHERE namespace = :namespace AND run_id = :runId)
			""";

	private static final String FORGET_RESUMED = """
			UPDATE musubito_run
			SET resumed = NULL
			WHERE namespace = :namespace
				AND resumed = (SELECT id FROM musubito_run WHERE namespace = :namespace AND run_id = :runId)
			""";

	private static final String DELETE_RUN = """
			DELETE FROM musubito_run WHERE namespace = :namespace AND run_id = :runId
			""";

	private static final String SELECT_OUTSIDE = """
			SELECT id FROM musubito_step_record
			WHERE namespace = :namespace AND run IS NULL AND ended_at < :before AND id > :from
			ORDER BY id
			LIMIT :limit
			""";

	private static final String DELETE_OUTSIDE = """
			DELETE FROM musubito_step_record
			WHERE namespace = :namespace AND id IN (:ids) AND run IS NULL AND ended_at < :before
			""";

	// Not the newest one, whose number would be given to another
	private static final String SELECT_REPLAYS = """
			SELECT id FROM musubito_replay
			WHERE namespace = :namespace AND ended_at < :before AND id > :from
				AND id < (SELECT max(id) FROM musubito_replay WHERE namespace = :namespace)
			ORDER BY id
			LIMIT :limit
			""";

	private static final String DELETE_REPLAYS = """
			DELETE FROM musubito_replay
			WHERE namespace = :namespace AND id IN (:ids) AND ended_at < :before
				AND id < (SELECT max(id) FROM musubito_replay WHERE namespace = :namespace)
			""";

	private final Readers readers;

	private final Portions portions;

	private final Consumer<Removal> removed;

	JournalRemover(Readers readers, Portions portions, Consumer<Removal> removed) {
		this.readers = readers;
		this.portions = portions;
		this.removed = removed;
	}

	void removeRuns(List<StoredRun> runs) {
		for (StoredRun run : runs) {
			boolean more = true;
			while (more) {
				int most = this.portions.size();
				Removal gone = this.portions.write((session) -> remove(session.jdbc(), run.runId(), most));
				this.removed.accept(gone);
				more = gone.runs() == 0 && gone.entries() == most;
			}
		}
	}

	private static Removal remove(JdbcClient jdbc, String runId, int most) {
		if (jdbc.sql(IS_REMOVABLE).param("runId", runId).query(Integer.class).single() == 0) {
			return Removal.NONE;
		}
		List<Long> ids = jdbc.sql(SELECT_OF_RUN)
			.param("runId", runId)
			.param("limit", most)
			.query((row, number) -> row.getLong(1))
			.list();
		int entries = deleteEntries(jdbc, jdbc.sql(DELETE_OF_RUN), ids);
		return of((entries < most) ? deleteRun(jdbc, runId) : 0, entries);
	}

	private static int deleteRun(JdbcClient jdbc, String runId) {
		jdbc.sql(FORGET_PARENT).param("runId", runId).update();
		jdbc.sql(FORGET_RESUMED).param("runId", runId).update();
		return jdbc.sql(DELETE_RUN).param("runId", runId).update();
	}

	/**
	 * Deletes entries, and what was used in them.
	 */
	private static int deleteEntries(JdbcClient jdbc, StatementSpec delete, List<Long> ids) {
		if (ids.isEmpty()) {
			return 0;
		}
		int entries = delete.param("ids", InList.of(ids)).update();
		jdbc.sql(DELETE_USAGE).param("ids", InList.of(ids)).update();
		return entries;
	}

	void removeOutsideOfRuns(long before) {
		remove(SELECT_OUTSIDE, before, (jdbc, ids) -> deleteEntries(jdbc, before(jdbc, DELETE_OUTSIDE, before), ids));
		remove(SELECT_REPLAYS, before,
				(jdbc, ids) -> before(jdbc, DELETE_REPLAYS, before).param("ids", InList.of(ids)).update());
	}

	private static StatementSpec before(JdbcClient jdbc, String sql, long before) {
		return jdbc.sql(sql).param("before", before);
	}

	private void remove(String select, long before, ToIntBiFunction<JdbcClient, List<Long>> delete) {
		List<Long> ids = select(select, before, 0);
		while (!ids.isEmpty()) {
			List<Long> batch = ids;
			int entries = this.portions.write((session) -> delete.applyAsInt(session.jdbc(), batch));
			this.removed.accept(of(0, entries));
			ids = select(select, before, batch.get(batch.size() - 1));
		}
	}

	private List<Long> select(String sql, long before, long from) {
		return this.readers.read((session) -> session.jdbc()
			.sql(sql)
			.param("before", before)
			.param("from", from)
			.param("limit", this.portions.size())
			.query((row, number) -> row.getLong(1))
			.list());
	}

	private static Removal of(int runs, int entries) {
		return new Removal(0, 0, runs, entries, 0, Duration.ZERO, Usage.NONE);
	}

}
