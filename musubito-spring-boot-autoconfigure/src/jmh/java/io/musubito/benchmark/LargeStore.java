package io.musubito.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

import io.musubito.store.MetricsPeriod;
import io.musubito.store.Store;
import io.musubito.store.sqlite.SqliteStore;

/**
 * How long the pages wait that are polled, on a store of a million nodes and two million
 * entries of the journal, against counting the same. A cold file is one that the
 * operating system has forgotten, which {@code dd} asks it to do.
 */
public final class LargeStore {

	private static final Instant NOW = Instant.parse("2026-11-20T10:15:30Z");

	private static final long HOUR = 3_600_000_000_000L;

	private static final int STEPS_OF_RUN = 2_000;

	private static final int OPERATIONS = 200;

	private static final int TURNS = 15;

	private static final String COUNT = """
			SELECT (SELECT count(*) FROM musubito_node), (SELECT count(*) FROM musubito_artifact),
				(SELECT count(*) FROM musubito_edge), (SELECT sum(n) FROM (
					SELECT count(*) AS n FROM musubito_node GROUP BY operation, status)),
				(SELECT sum(n) FROM (
					SELECT count(*) AS n, sum(saved) FROM musubito_step_record GROUP BY operation, outcome))
			""";

	private LargeStore() {
	}

	/**
	 * Fills a store unless it is there, and prints a table.
	 * @param args the file, and how many nodes
	 */
	public static void main(String[] args) throws Exception {
		Path file = Path.of(args[0]).toAbsolutePath();
		int nodes = Integer.parseInt(args[1]);
		if (!Files.exists(file)) {
			fill(file, nodes);
		}
		System.out.printf("%d MiB%n%n| | warm | cold |%n|---|---|---|%n", Files.size(file) >> 20);
		print(file, "summary", (store) -> store.lineage().summary());
		for (MetricsPeriod period : MetricsPeriod.values()) {
			print(file, "metrics of " + period.text(), (store) -> store.lineage().metrics(period, NOW));
		}
		print(file, "50 runs", (store) -> store.runs().recent(50));
		print(file, "counting", (store) -> count(file));
	}

	private static void print(Path file, String name, Question question) throws Exception {
		double[] cold = new double[TURNS / 5];
		double[] warm = new double[TURNS];
		for (int turn = 0; turn < cold.length; turn++) {
			try (SqliteStore store = SqliteStore.open(file, false, Clock.systemUTC())) {
				store.claims().findAll();
				forget(file);
				cold[turn] = millis(store, question);
			}
		}
		try (SqliteStore store = SqliteStore.open(file, false, Clock.systemUTC())) {
			for (int turn = -TURNS; turn < TURNS; turn++) {
				double millis = millis(store, question);
				if (turn >= 0) {
					warm[turn] = millis;
				}
			}
		}
		System.out.printf(Locale.ROOT, "| %s | %s | %s |%n", name, shown(warm), shown(cold));
	}

	private static String shown(double[] millis) {
		Arrays.sort(millis);
		return String.format(Locale.ROOT, "%.1f ms (%.1f–%.1f)", millis[millis.length / 2], millis[0],
				millis[millis.length - 1]);
	}

	private static double millis(Store store, Question question) throws Exception {
		long start = System.nanoTime();
		question.ask(store);
		return (System.nanoTime() - start) / 1e6;
	}

	private static void forget(Path file) throws IOException, InterruptedException {
		for (String suffix : new String[] { "", "-wal" }) {
			new ProcessBuilder("dd", "if=" + file + suffix, "iflag=nocache", "count=0", "status=none").start()
				.waitFor();
		}
	}

	private static void count(Path file) throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
				Statement statement = connection.createStatement()) {
			statement.executeQuery(COUNT).next();
		}
	}

	private static void fill(Path file, int nodes) throws SQLException {
		SqliteStore.open(file, false, Clock.systemUTC()).close();
		long now = NOW.toEpochMilli() * 1_000_000;
		long day = NOW.toEpochMilli() / 86_400_000;
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
				Statement statement = connection.createStatement()) {
			statement.execute("PRAGMA synchronous = OFF");
			statement.execute("PRAGMA cache_size = -500000");
			connection.setAutoCommit(false);
			for (String sql : new String[] { artifacts(nodes), nodes(nodes, now, day), details(), edges(nodes),
					runs(nodes * 2 / STEPS_OF_RUN, now), entries(nodes * 2L, now), usage() }) {
				statement.executeUpdate(sql);
				connection.commit();
			}
			for (int hours : new int[] { 0, 1, 6, 24 }) {
				String start = (hours > 0) ? "ended_at / (%1$d * %2$d) * (%1$d * %2$d)".formatted(hours, HOUR) : "0";
				statement.executeUpdate(totals(hours, start));
				statement.executeUpdate(usageTotals(hours, start));
				statement.executeUpdate(reasons(hours, start));
			}
			statement.executeUpdate("INSERT INTO musubito_run_total SELECT '', run, sum(outcome = 'REPLAYED'), "
					+ "sum(outcome = 'EXECUTED'), 0, 0, sum(saved) FROM musubito_step_record GROUP BY run");
			statement.executeUpdate("INSERT INTO musubito_run_usage SELECT '', s.run, u.kind, u.model, count(*), "
					+ "sum(input_tokens), sum(output_tokens), 0 FROM musubito_usage u JOIN musubito_step_record s "
					+ "ON s.id = u.step_record GROUP BY 2, 3, 4");
			statement.executeUpdate("WITH RECURSIVE i (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM i WHERE i < 8) "
					+ "INSERT INTO musubito_run_cause SELECT '', r.id, 'CONFIGURATION_CHANGED', 'resource ' || i.i, i.i "
					+ "FROM musubito_run r, i");
			connection.commit();
			connection.setAutoCommit(true);
			statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
		}
	}

	private static String counting(long count) {
		return "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + count + ") ";
	}

	private static String artifacts(int count) {
		return counting(count) + "INSERT INTO musubito_artifact (namespace, artifact_id, size, compressed, payload) "
				+ "SELECT '', lower(hex(randomblob(32))), 1000, 0, hex(zeroblob(500)) FROM n";
	}

	private static String nodes(int count, long now, long day) {
		return counting(count)
				+ "INSERT INTO musubito_node (namespace, node_id, replay_key, operation, type, status, kept, calls, "
				+ "artifact, execution, executed_at, duration, created_at, updated_at, used_on) "
				+ "SELECT '', lower(hex(randomblob(32))), lower(hex(randomblob(32))), 'com.acme.Writer.step' || (i %% %d), "
					.formatted(OPERATIONS)
				+ "'STOCHASTIC', CASE WHEN i %% 7 = 0 THEN 'STALE' ELSE 'SUCCESS' END, 1, 0, i, NULL, %1$d, 1500000000, "
					.formatted(now)
				+ "%1$d, %1$d, %2$d - i %% 100 FROM n".formatted(now, day);
	}

	private static String details() {
		return "INSERT INTO musubito_node_details (namespace, node, components, inputs_compressed, inputs) "
				+ "SELECT '', id, '{\"code\":\"x\",\"input.text\":\"y\"}', 0, hex(zeroblob(100)) FROM musubito_node";
	}

	private static String edges(int count) {
		return counting(count) + "INSERT INTO musubito_edge SELECT '', i, i + 1, 'DATA' FROM n WHERE i < " + count;
	}

	private static String runs(int count, long now) {
		return counting(count)
				+ "INSERT INTO musubito_run (namespace, run_id, pipeline, kind, status, started_at, ended_at, newest_node) "
				+ "SELECT '', lower(hex(randomblob(16))), 'review', 'PIPELINE', 'SUCCESS', %1$d, %1$d, 0 FROM n"
					.formatted(now);
	}

	/**
	 * Of the last 30 days, evenly, a quarter of them executions.
	 */
	private static String entries(long count, long now) {
		return counting(count)
				+ "INSERT INTO musubito_step_record (namespace, run, sequence, position, operation, node_id, outcome, "
				+ "why, duration, saved, ended_at) SELECT '', 1 + i / %1$d %% %2$d, i %% %1$d, 'step[' || (i %% %1$d) || ']', "
					.formatted(STEPS_OF_RUN, count / STEPS_OF_RUN)
				+ "m.operation, m.node_id, CASE WHEN i % 4 = 0 THEN 'EXECUTED' ELSE 'REPLAYED' END, CASE WHEN i % 4 = 0 "
				+ "THEN '{\"reason\":\"EXPIRED\",\"changes\":[]}' END, 1000000, 1500000000, %d - (%d - i) * %d "
					.formatted(now, count, 720 * HOUR / count)
				+ "FROM n JOIN musubito_node m ON m.id = 1 + (i * 7919) % (SELECT max(id) FROM musubito_node)";
	}

	private static String usage() {
		return "INSERT INTO musubito_usage SELECT '', id, operation, CASE outcome WHEN 'EXECUTED' THEN 'SPENT' ELSE 'SAVED' END, "
				+ "'model' || (id % 2), 1, 1000, 200, 0 FROM musubito_step_record WHERE id % 2 = 0";
	}

	private static String totals(int hours, String start) {
		return "INSERT INTO musubito_total SELECT '', %d, %s, operation, sum(outcome = 'REPLAYED'), ".formatted(hours,
				start)
				+ "sum(outcome = 'EXECUTED'), 0, 0, sum(duration), sum(saved) FROM musubito_step_record GROUP BY 3, 4";
	}

	private static String usageTotals(int hours, String start) {
		return "INSERT INTO musubito_usage_total SELECT '', %d, %s, u.operation, kind, model, count(*), sum(input_tokens), "
			.formatted(hours, start)
				+ "sum(output_tokens), 0 FROM musubito_usage u JOIN musubito_step_record s ON s.id = u.step_record "
				+ "GROUP BY 3, 4, 5, 6";
	}

	private static String reasons(int hours, String start) {
		return "INSERT INTO musubito_reason_total SELECT '', %d, %s, 'EXPIRED', count(*) FROM musubito_step_record "
			.formatted(hours, start) + "WHERE outcome = 'EXECUTED' GROUP BY 3";
	}

	/**
	 * Asks a store.
	 */
	private interface Question {

		void ask(Store store) throws Exception;

	}

}
