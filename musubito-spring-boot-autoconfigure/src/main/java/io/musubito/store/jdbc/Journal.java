package io.musubito.store.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.musubito.store.RunStart;
import io.musubito.store.StepRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes the journal, within the transaction of the caller. Each replay has an entry, so
 * that the statements are reused.
 */
final class Journal {

	private static final String INSERT = """
			INSERT INTO musubito_step_record
				(namespace, sequence, operation, node_id, outcome, why, error, duration, saved, ended_at, position,
				artifact, instance, not_dispatchable, run)
			""";

	private static final String INSERT_OUTSIDE_RUNS = INSERT + """
			VALUES (:namespace, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)
			""";

	private static final String INSERT_INTO_RUN = INSERT + """
			SELECT :namespace, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, id
			FROM musubito_run
			WHERE namespace = :namespace AND run_id = ?
			""";

	private static final String RETURNING_ID = """
			RETURNING id
			""";

	private static final long NO_SUCH_RUN = 0;

	private Journal() {
	}

	/**
	 * Appends an entry, and the run that it belongs to when this is its first.
	 * @param session the session of the transaction
	 * @param entry the entry
	 * @throws SQLException when it can't be written
	 */
	static void append(Session session, StepRecord entry) throws SQLException {
		if (!entry.spent().isEmpty() || !entry.savings().isEmpty()) {
			appendAndGetId(session, entry, null);
			return;
		}
		// To return the id takes longer, and most replays don't need it
		RunStart run = entry.run();
		GatheredStatements gathered = session.gathered();
		if (run == null) {
			gathered.add(INSERT_OUTSIDE_RUNS, values(session, entry, null));
		}
		else if (gathered.count(INSERT_INTO_RUN, values(session, entry, null)).answer() == 0) {
			RunWriter.insert(session, run);
			gathered.add(INSERT_INTO_RUN, values(session, entry, null));
		}
		session.totals().add(entry, StepCause.of(session, entry));
	}

	/**
	 * The same for those who need to know the id of the entry.
	 * @return the row id of the entry, which grows with each
	 */
	static long appendAndGetId(Session session, StepRecord entry, @Nullable String artifactId) throws SQLException {
		return begin(session, entry, artifactId).end();
	}

	/**
	 * The same for those who ask for something else first.
	 * @param session the session of the transaction
	 * @param entry the entry
	 * @param artifactId the hash of what an execution returned: its node may have another
	 * result later; {@code null} without one
	 * @return the entry, which is to be ended
	 * @throws SQLException when it can't be written
	 */
	static Begun begin(Session session, StepRecord entry, @Nullable String artifactId) throws SQLException {
		return new Begun(session, entry, artifactId, insert(session, entry, artifactId));
	}

	private static GatheredStatement<Long> insert(Session session, StepRecord entry, @Nullable String artifactId)
			throws SQLException {
		String insert = (entry.run() != null) ? INSERT_INTO_RUN : INSERT_OUTSIDE_RUNS;
		return session.gathered()
			.ask(insert + RETURNING_ID, (row) -> (row.next()) ? row.getLong(1) : NO_SUCH_RUN,
					values(session, entry, artifactId));
	}

	private static @Nullable Object[] values(Session session, StepRecord entry, @Nullable String artifactId) {
		List<@Nullable Object> values = new ArrayList<>(
				Arrays.<@Nullable Object>asList(entry.sequence(), entry.operation(), entry.nodeId(),
						entry.outcome().name(), session.columns().stored("why", JsonColumns.why(entry.why())),
						session.columns().stored("error", entry.error()), Columns.nanos(entry.duration()),
						Columns.nanos(entry.saved()), Columns.nanos(entry.endedAt()), entry.position(), artifactId,
						entry.instance(), entry.notDispatchable()));
		if (entry.run() != null) {
			values.add(entry.run().runId());
		}
		return values.toArray();
	}

	/**
	 * An entry that is being written.
	 *
	 * @param session the session of the transaction
	 * @param entry the entry
	 * @param artifactId the hash of what an execution returned
	 * @param inserted answers with its row id
	 */
	record Begun(Session session, StepRecord entry, @Nullable String artifactId, GatheredStatement<Long> inserted) {

		/**
		 * Writes what belongs to it.
		 * @return the row id of the entry, which grows with each
		 */
		long end() throws SQLException {
			RunStart run = this.entry.run();
			long id = this.inserted.answer();
			if (id == NO_SUCH_RUN && run != null) {
				RunWriter.insert(this.session, run);
				id = insert(this.session, this.entry, this.artifactId).answer();
			}
			UsageRows.insert(this.session, id, this.entry.spent(), this.entry.savings());
			this.session.totals().add(this.entry, StepCause.of(this.session, this.entry));
			return id;
		}

	}

}
