package io.musubito.store.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import io.musubito.Usage;
import io.musubito.store.StepRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction adds to the totals of the journal. It is written when the
 * transaction ends, and with it, so that totals and journal never differ; many entries
 * change few totals.
 */
final class Totals {

	private static final List<String> TABLES = List.of("musubito_total", "musubito_usage_total",
			"musubito_reason_total");

	private static final String DELETE = """
			DELETE FROM %s
			WHERE namespace = :namespace AND hours = ? AND start < (
				SELECT min(start)
				FROM (
					SELECT DISTINCT start FROM musubito_total
					WHERE namespace = :namespace AND hours = ?
					ORDER BY start DESC
					LIMIT ?) AS kept
			)
			""";

	private final PeriodTotals periods = new PeriodTotals();

	private final RunSums runs = new RunSums();

	private final Uses uses = new Uses();

	private long newestHour = Long.MIN_VALUE;

	/**
	 * Adds an entry of the journal, which is written in the transaction.
	 */
	void add(StepRecord entry, @Nullable StepCause cause) {
		this.periods.add(entry);
		this.runs.add(entry, cause);
		this.uses.add(entry);
	}

	/**
	 * Adds what was reported of an entry that is there already.
	 */
	void add(String operation, Instant endedAt, @Nullable String runId, Usage late) {
		this.periods.add(operation, endedAt, late);
		if (runId != null) {
			this.runs.add(runId, late);
		}
	}

	/**
	 * Forgets it all, as the transaction is undone.
	 */
	void clear() {
		this.periods.clear();
		this.runs.clear();
		this.uses.clear();
	}

	void write(Session session) throws SQLException {
		if (this.periods.isEmpty()) {
			return;
		}
		this.periods.write(session);
		this.runs.write(session);
		this.uses.write(session);
		long hour = this.periods.newestHour();
		if (hour > this.newestHour) {
			deleteOld(session);
			this.newestHour = hour;
		}
		this.periods.clear();
		this.runs.clear();
	}

	private static void deleteOld(Session session) throws SQLException {
		for (TotalPeriod period : TotalPeriod.values()) {
			for (String table : TABLES) {
				session.gathered().add(DELETE.formatted(table), period.hours(), period.hours(), period.kept());
			}
		}
	}

}
