package io.musubito.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.musubito.NodeStatus;
import io.musubito.StepType;
import io.musubito.store.StoreSummary;
import io.musubito.store.StoreSummary.OperationSummary;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads how much is in a store, from the totals that are kept.
 */
final class SummaryReader {

	private static final String COUNT = """
			SELECT (SELECT coalesce(sum(nodes), 0) FROM musubito_node_total WHERE namespace = :namespace) AS nodes,
				coalesce((SELECT value FROM musubito_store_total
					WHERE namespace = :namespace AND name = 'artifacts'), 0) AS artifacts,
				coalesce((SELECT value FROM musubito_store_total
					WHERE namespace = :namespace AND name = 'edges'), 0) AS edges,
				coalesce((SELECT value FROM musubito_store_total
					WHERE namespace = :namespace AND name = 'runs'), 0) AS runs
			""";

	private static final String SELECT_TYPES = """
			SELECT operation, type FROM musubito_operation WHERE namespace = :namespace ORDER BY operation
			""";

	private static final String COUNT_NODES = """
			SELECT operation, status, nodes FROM musubito_node_total WHERE namespace = :namespace AND nodes > 0
			""";

	private static final String COUNT_STEPS = """
			SELECT operation, replayed, executed, failed, saved FROM musubito_total
			WHERE namespace = :namespace AND hours = 0 AND start = 0
			""";

	private final JdbcClient jdbc;

	private final DamagedRows damaged;

	SummaryReader(JdbcClient jdbc, DamagedRows damaged) {
		this.jdbc = jdbc;
		this.damaged = damaged;
	}

	StoreSummary read(Database database) {
		return this.jdbc.sql(COUNT)
			.query((row, number) -> new StoreSummary(database.type(), database.location(), database.namespace(),
					database.sizeBytes(), row.getLong("nodes"), row.getLong("artifacts"), row.getLong("edges"),
					row.getLong("runs"), operations()))
			.single();
	}

	private List<OperationSummary> operations() {
		Map<String, Counts> operations = new TreeMap<>();
		this.jdbc.sql(SELECT_TYPES).query((row) -> {
			StepType type = read(row, "type", StepType.class);
			if (type != null) {
				operations.put(row.getString("operation"), new Counts(type));
			}
		});
		this.jdbc.sql(COUNT_NODES).query((row) -> {
			Counts counts = operations.get(row.getString("operation"));
			NodeStatus status = read(row, "status", NodeStatus.class);
			if (counts != null && status != null) {
				counts.nodes.put(status, row.getLong("nodes"));
			}
		});
		this.jdbc.sql(COUNT_STEPS).query((row) -> {
			Counts counts = operations.get(row.getString("operation"));
			if (counts != null) {
				counts.add(row);
			}
		});
		Map<String, RecordedUsage> usage = new UsageReader(this.jdbc).ofOperations(TotalTime.ALL);
		return operations.entrySet()
			.stream()
			.map((entry) -> entry.getValue()
				.summary(entry.getKey(), usage.getOrDefault(entry.getKey(), RecordedUsage.NONE)))
			.toList();
	}

	private <E extends Enum<E>> @Nullable E read(ResultSet row, String column, Class<E> type) throws SQLException {
		return this.damaged.read(() -> "a " + column + " that is counted", row,
				(counted) -> Enum.valueOf(type, counted.getString(column)));
	}

	/**
	 * The counts of one operation while they are gathered.
	 */
	private static final class Counts {

		private final StepType type;

		private final Map<NodeStatus, Long> nodes = new EnumMap<>(NodeStatus.class);

		private long replayed;

		private long executed;

		private long failed;

		private Duration saved = Duration.ZERO;

		private Counts(StepType type) {
			this.type = type;
		}

		private void add(ResultSet row) throws SQLException {
			this.replayed = row.getLong("replayed");
			this.executed = row.getLong("executed");
			this.failed = row.getLong("failed");
			this.saved = Columns.duration(row, "saved");
		}

		private OperationSummary summary(String operation, RecordedUsage usage) {
			return new OperationSummary(operation, this.type, this.replayed, this.executed, this.failed, this.saved,
					usage.spent(), usage.saved(), this.nodes);
		}

	}

}
