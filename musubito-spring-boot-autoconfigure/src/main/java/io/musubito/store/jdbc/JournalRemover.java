package io.musubito.store.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.musubito.Usage;
import io.musubito.store.Removal;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Removes runs and journal entries, a few at a time.
 */
final class JournalRemover {

	private static final int ENTRIES = 500;

	private static final String IS_REMOVABLE = """
			SELECT count(*)
			FROM musubito_run r
			WHERE r.run_id = :runId AND r.status IN ('SUCCESS', 'FAILED', 'ABANDONED') AND NOT EXISTS (
				SELECT 1 FROM musubito_run o
				WHERE (o.parent = r.id OR o.resumed = r.id) AND o.status NOT IN ('SUCCESS', 'FAILED', 'ABANDONED'))
			""";

	private static final String DELETE_OF_RUN = """
			DELETE FROM musubito_step_record
			WHERE id IN (
				SELECT s.id FROM musubito_step_record s JOIN musubito_run r ON r.id = s.run
				WHERE r.run_id = :runId
				LIMIT :limit)
			""";

	private static final String DELETE_RUN = """
			DELETE FROM musubito_run WHERE run_id = :runId
			""";

	private static final String SELECT_OUTSIDE = """
			SELECT id FROM musubito_step_record WHERE run IS NULL AND ended_at < :before AND id > :from
			ORDER BY id
			LIMIT :limit
			""";

	private static final String DELETE_OUTSIDE = """
			DELETE FROM musubito_step_record WHERE id IN (:ids) AND run IS NULL AND ended_at < :before
			""";

	// Not the newest one, whose number would be given to another
	private static final String SELECT_REPLAYS = """
			SELECT id FROM musubito_replay
			WHERE ended_at < :before AND id > :from AND id < (SELECT max(id) FROM musubito_replay)
			ORDER BY id
			LIMIT :limit
			""";

	private static final String DELETE_REPLAYS = """
			DELETE FROM musubito_replay
			WHERE id IN (:ids) AND ended_at < :before AND id < (SELECT max(id) FROM musubito_replay)
			""";

	private final Readers readers;

	private final WriteQueue writes;

	private final Consumer<Removal> removed;

	JournalRemover(Readers readers, WriteQueue writes, Consumer<Removal> removed) {
		this.readers = readers;
		this.writes = writes;
		this.removed = removed;
	}

	void removeRuns(List<StoredRun> runs) {
		for (StoredRun run : runs) {
			boolean more = true;
			while (more) {
				Removal gone = this.writes.write((session) -> remove(session.jdbc(), run.runId()));
				this.removed.accept(gone);
				more = gone.runs() == 0 && gone.entries() == ENTRIES;
			}
		}
	}

	private static Removal remove(JdbcClient jdbc, String runId) {
		if (jdbc.sql(IS_REMOVABLE).param("runId", runId).query(Integer.class).single() == 0) {
			return Removal.NONE;
		}
		int entries = jdbc.sql(DELETE_OF_RUN).param("runId", runId).param("limit", ENTRIES).update();
		int runs = (entries < ENTRIES) ? jdbc.sql(DELETE_RUN).param("runId", runId).update() : 0;
		return of(runs, entries);
	}

	void removeOutsideOfRuns(long before) {
		remove(SELECT_OUTSIDE, DELETE_OUTSIDE, before);
		remove(SELECT_REPLAYS, DELETE_REPLAYS, before);
	}

	private void remove(String select, String delete, long before) {
		List<Long> ids = select(select, before, 0);
		while (!ids.isEmpty()) {
			List<Long> batch = ids;
			int entries = this.writes.write((session) -> session.jdbc()
				.sql(delete)
				.param("ids", InList.of(batch))
				.param("before", before)
				.update());
			this.removed.accept(of(0, entries));
			ids = select(select, before, batch.get(batch.size() - 1));
		}
	}

	private List<Long> select(String sql, long before, long from) {
		return this.readers.read((session) -> session.jdbc()
			.sql(sql)
			.param("before", before)
			.param("from", from)
			.param("limit", ENTRIES)
			.query((row, number) -> row.getLong(1))
			.list());
	}

	private static Removal of(int runs, int entries) {
		return new Removal(0, 0, runs, entries, 0, Duration.ZERO, Usage.NONE);
	}

}
