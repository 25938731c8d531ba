package io.musubito.store.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.musubito.Explanation;
import io.musubito.StepOutcome;
import io.musubito.Usage;
import io.musubito.store.StepRecord;

/**
 * What a transaction adds to the totals of operations over time. Rows are written in
 * their order, so that transactions that write at the same time can't wait for each
 * other.
 */
final class PeriodTotals {

	private static final String ADD = """
			INSERT INTO musubito_total (namespace, hours, start, operation, replayed, executed, failed, manual, duration,
				saved)
			VALUES (:namespace, ?, ?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (namespace, hours, start, operation) DO UPDATE
			SET replayed = musubito_total.replayed + excluded.replayed,
				executed = musubito_total.executed + excluded.executed,
				failed = musubito_total.failed + excluded.failed, manual = musubito_total.manual + excluded.manual,
				duration = musubito_total.duration + excluded.duration, saved = musubito_total.saved + excluded.saved
			""";

	private static final String ADD_USAGE = """
			INSERT INTO musubito_usage_total (namespace, calls, input_tokens, output_tokens, cached_input_tokens, kind, model,
				hours, start, operation)
			VALUES (:namespace, ?, ?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (namespace, hours, start, operation, kind, model) DO UPDATE
			SET calls = musubito_usage_total.calls + excluded.calls,
				input_tokens = musubito_usage_total.input_tokens + excluded.input_tokens,
				output_tokens = musubito_usage_total.output_tokens + excluded.output_tokens,
				cached_input_tokens = musubito_usage_total.cached_input_tokens + excluded.cached_input_tokens
			""";

	private static final String ADD_REASON = """
			INSERT INTO musubito_reason_total (namespace, hours, start, reason, steps) VALUES (:namespace, ?, ?, ?, ?)
			ON CONFLICT (namespace, hours, start, reason) DO UPDATE SET steps = musubito_reason_total.steps + excluded.steps
			""";

	private static final Comparator<Key> ORDER = Comparator.comparingLong(Key::time).thenComparing(Key::name);

	private final Map<Key, JournalSum> byHour = new HashMap<>();

	private final Map<Key, Long> reasonsByHour = new HashMap<>();

	void add(StepRecord entry) {
		long hour = TotalPeriod.hour(entry.endedAt());
		sum(entry.operation(), hour).add(entry);
		Explanation why = entry.why();
		if (entry.outcome() == StepOutcome.EXECUTED && why != null) {
			this.reasonsByHour.merge(new Key(hour, why.reason().name()), 1L, Long::sum);
		}
	}

	void add(String operation, Instant endedAt, Usage late) {
		sum(operation, TotalPeriod.hour(endedAt)).add(JournalSum.SPENT, late);
	}

	private JournalSum sum(String operation, long hour) {
		return this.byHour.computeIfAbsent(new Key(hour, operation), (key) -> new JournalSum());
	}

	boolean isEmpty() {
		return this.byHour.isEmpty();
	}

	void clear() {
		this.byHour.clear();
		this.reasonsByHour.clear();
	}

	long newestHour() {
		return this.byHour.keySet().stream().mapToLong(Key::time).max().orElse(Long.MIN_VALUE);
	}

	void write(Session session) throws SQLException {
		for (TotalPeriod period : TotalPeriod.values()) {
			SortedMap<Key, JournalSum> sums = new TreeMap<>(ORDER);
			this.byHour
				.forEach((key, sum) -> sums.computeIfAbsent(key.in(period), (other) -> new JournalSum()).add(sum));
			SortedMap<Key, Long> reasons = new TreeMap<>(ORDER);
			this.reasonsByHour.forEach((key, steps) -> reasons.merge(key.in(period), steps, Long::sum));
			for (Map.Entry<Key, JournalSum> sum : sums.entrySet()) {
				write(session, period, sum.getKey(), sum.getValue());
			}
			for (Map.Entry<Key, Long> reason : reasons.entrySet()) {
				session.gathered()
					.add(ADD_REASON, period.hours(), reason.getKey().time, reason.getKey().name, reason.getValue());
			}
		}
	}

	private static void write(Session session, TotalPeriod period, Key key, JournalSum sum) throws SQLException {
		GatheredStatements gathered = session.gathered();
		if (sum.hasEntries()) {
			gathered.add(ADD, period.hours(), key.time, key.name, sum.replayed(), sum.executed(), sum.failed(),
					sum.manual(), sum.duration(), sum.saved());
		}
		sum.<SQLException>forEachUsage((kind, model) -> gathered.add(ADD_USAGE,
				UsageRows.values(kind, model, period.hours(), key.time, key.name)));
	}

	/**
	 * What something is added up by.
	 *
	 * @param time the hour, or when the period begins
	 * @param name the operation, or the reason
	 */
	private record Key(long time, String name) {

		private Key in(TotalPeriod period) {
			return new Key(period.start(this.time), this.name);
		}

	}

}
