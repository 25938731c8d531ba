package io.musubito.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.musubito.Reason;
import io.musubito.StepType;
import io.musubito.store.MetricsPeriod;
import io.musubito.store.StoreMetrics;
import io.musubito.store.StoreMetrics.Bucket;
import io.musubito.store.StoreMetrics.Holdings;
import io.musubito.store.StoreMetrics.OperationMetrics;
import io.musubito.store.StoreMetrics.Unused;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads what steps did over time, from the totals that are kept.
 */
final class MetricsReader {

	private static final String SUM = """
			SELECT %s, sum(replayed) AS replayed, sum(executed) AS executed, sum(failed) AS failed,
				sum(duration) AS duration, sum(saved) AS saved
			FROM musubito_total
			WHERE namespace = :namespace AND hours = :hours AND start >= :from AND start < :to
			GROUP BY %1$s
			ORDER BY %1$s
			""";

	private static final String SUM_BY_START = SUM.formatted("start");

	private static final String SUM_BY_OPERATION = SUM.formatted("operation");

	private static final String SELECT_TYPES = """
			SELECT operation, type FROM musubito_operation WHERE namespace = :namespace
			""";

	private static final String SUM_REASONS = """
			SELECT reason, sum(steps) AS steps
			FROM musubito_reason_total
			WHERE namespace = :namespace AND hours = :hours AND start >= :from AND start < :to
			GROUP BY reason
			ORDER BY steps DESC, reason
			""";

	private static final String SELECT_HOLDINGS = """
			SELECT (SELECT coalesce(sum(nodes), 0) FROM musubito_node_total WHERE namespace = :namespace) AS nodes,
				coalesce((SELECT value FROM musubito_store_total
					WHERE namespace = :namespace AND name = 'artifacts'), 0) AS artifacts,
				coalesce((SELECT value FROM musubito_store_total
					WHERE namespace = :namespace AND name = 'artifact bytes'), 0) AS artifact_bytes
			""";

	private static final String SUM_UNUSED = """
			SELECT coalesce(sum(nodes), 0) AS nodes, coalesce(sum(artifact_bytes), 0) AS artifact_bytes
			FROM musubito_use_total
			WHERE namespace = :namespace AND used_on < :day
			""";

	private static final List<Integer> UNUSED_DAYS = List.of(7, 30, 90);

	private final JdbcClient jdbc;

	private final DamagedRows damaged;

	private final UsageReader usage;

	MetricsReader(JdbcClient jdbc, DamagedRows damaged) {
		this.jdbc = jdbc;
		this.damaged = damaged;
		this.usage = new UsageReader(jdbc);
	}

	StoreMetrics read(Database database, MetricsPeriod period, Instant now) {
		long length = period.bucket().toSeconds();
		Instant to = Instant.ofEpochSecond((Math.floorDiv(now.getEpochSecond(), length) + 1) * length);
		Instant from = to.minus(period.bucket().multipliedBy(period.buckets()));
		TotalTime time = TotalTime.of(totals(period), from, to);
		return new StoreMetrics(from, to, period.bucket(), buckets(time, period), causes(time), operations(time),
				holdings(database, now));
	}

	private static TotalPeriod totals(MetricsPeriod period) {
		return switch (period) {
			case DAY -> TotalPeriod.HOUR;
			case WEEK -> TotalPeriod.QUARTER;
			case MONTH -> TotalPeriod.DAY;
		};
	}

	private List<Bucket> buckets(TotalTime time, MetricsPeriod period) {
		Map<Long, RecordedUsage> used = this.usage.ofPeriods(time);
		Map<Long, Bucket> found = new HashMap<>();
		time.bind(this.jdbc.sql(SUM_BY_START)).query((row) -> {
			long start = row.getLong("start");
			RecordedUsage models = used.getOrDefault(start, RecordedUsage.NONE);
			found.put(start, new Bucket(Columns.instant(row, "start"), row.getLong("replayed"), row.getLong("executed"),
					row.getLong("failed"), Columns.duration(row, "saved"), models.spent(), models.saved()));
		});
		List<Bucket> buckets = new ArrayList<>(period.buckets());
		long length = Columns.nanos(period.bucket());
		for (long start = time.from(); start < time.to(); start += length) {
			Bucket bucket = found.get(start);
			buckets.add((bucket != null) ? bucket : new Bucket(Columns.instant(start), 0, 0, 0, Duration.ZERO,
					RecordedUsage.NONE.spent(), RecordedUsage.NONE.saved()));
		}
		return buckets;
	}

	private Map<Reason, Long> causes(TotalTime time) {
		Map<Reason, Long> causes = new LinkedHashMap<>();
		time.bind(this.jdbc.sql(SUM_REASONS)).query((row) -> {
			Reason reason = read(row, "reason", Reason.class);
			if (reason != null) {
				causes.put(reason, row.getLong("steps"));
			}
		});
		return causes;
	}

	private List<OperationMetrics> operations(TotalTime time) {
		Map<String, StepType> types = new HashMap<>();
		this.jdbc.sql(SELECT_TYPES).query((row) -> {
			StepType type = read(row, "type", StepType.class);
			if (type != null) {
				types.put(row.getString("operation"), type);
			}
		});
		Map<String, RecordedUsage> used = this.usage.ofOperations(time);
		return time.bind(this.jdbc.sql(SUM_BY_OPERATION)).query((row, number) -> {
			String operation = row.getString("operation");
			RecordedUsage models = used.getOrDefault(operation, RecordedUsage.NONE);
			return new OperationMetrics(operation, types.get(operation), row.getLong("replayed"),
					row.getLong("executed"), row.getLong("failed"), Columns.duration(row, "duration"),
					Columns.duration(row, "saved"), models.spent(), models.saved());
		}).list();
	}

	private Holdings holdings(Database database, Instant now) {
		List<Unused> unused = UNUSED_DAYS.stream().map((days) -> unused(days, Columns.day(now) - days)).toList();
		return this.jdbc.sql(SELECT_HOLDINGS)
			.query((row, number) -> new Holdings(database.sizeBytes(), row.getLong("nodes"), row.getLong("artifacts"),
					row.getLong("artifact_bytes"), unused))
			.single();
	}

	private Unused unused(int days, long before) {
		return this.jdbc.sql(SUM_UNUSED)
			.param("day", before)
			.query((row, number) -> new Unused(days, row.getLong("nodes"), row.getLong("artifact_bytes")))
			.single();
	}

	private <E extends Enum<E>> @Nullable E read(ResultSet row, String column, Class<E> type) throws SQLException {
		return this.damaged.read(() -> "a " + column + " that is counted", row,
				(counted) -> Enum.valueOf(type, counted.getString(column)));
	}

}
