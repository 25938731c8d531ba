package io.musubito.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import io.musubito.Change;
import io.musubito.Explanation;
import io.musubito.ManualAnswer;
import io.musubito.ModelUsage;
import io.musubito.Reason;
import io.musubito.RunKind;
import io.musubito.StepOutcome;
import io.musubito.StepType;
import io.musubito.StoreException;
import io.musubito.Usage;
import io.musubito.lineage.StepUsage;
import io.musubito.store.CountedTotals;
import io.musubito.store.EffectAttempt;
import io.musubito.store.EffectIntent;
import io.musubito.store.EffectOutcome;
import io.musubito.store.Execution;
import io.musubito.store.Failure;
import io.musubito.store.ManualResult;
import io.musubito.store.MetricsPeriod;
import io.musubito.store.NodeKey;
import io.musubito.store.Recordings;
import io.musubito.store.Replay;
import io.musubito.store.RunStart;
import io.musubito.store.StepRecord;
import io.musubito.store.StoreMetrics;
import io.musubito.store.StoreMetrics.Unused;
import io.musubito.store.StoreSummary;
import io.musubito.store.Upstream;
import io.musubito.testing.JavaProcess;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The totals that are kept are what counting gives, whatever is recorded, and whoever
 * records it.
 */
@Tag("process")
@Timeout(120)
class TotalsTests extends Recordings {

	private static final int OPERATIONS = 300;

	@TempDir
	Path folder;

	private final List<SqliteStore> stores = new ArrayList<>();

	private SqliteStore open() {
		SqliteStore store = SqliteStore.open(file(), false, Clock.systemUTC());
		this.stores.add(store);
		return store;
	}

	private Path file() {
		return this.folder.resolve("musubito.db");
	}

	private void closeAndVerify() throws SQLException {
		this.stores.forEach(SqliteStore::close);
		try (Connection connection = new SqliteTestDatabase(this.folder).connect()) {
			CountedTotals.verify(connection);
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void areWhatCountingGivesAfterAnything(long seed) throws SQLException {
		SqliteStore store = open();
		new RandomUse(store, new Random(seed), "one").go();
		assertThat(store.degraded()).isZero();
		closeAndVerify();
	}

	@Test
	void areWhatCountingGivesWhenTwoStoresWriteToOneFile() throws SQLException {
		SqliteStore first = open();
		SqliteStore second = open();
		CompletableFuture<Void> other = CompletableFuture
			.runAsync(() -> new RandomUse(second, new Random(6), "other").go());
		new RandomUse(first, new Random(7), "one").go();
		other.join();
		closeAndVerify();
	}

	@Test
	void areWhatCountingGivesWhenAWriteIsUndoneAmongOthers() throws SQLException {
		SqliteStore store = open();
		store.nodes().record(execution("draft", "x"));
		for (int number = 1; number <= 50; number++) {
			store.nodes().record(inRun(replay("draft", "x"), "run", number));
			Execution plain = execution("draft/" + number, "y");
			Execution failing = new Execution(plain.key(), plain.artifact(), true, Instant.MAX, TOOK, List.of(),
					withUsage(plain.journal(), usage(3)));
			assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.nodes().record(failing));
			store.nodes().record(inRun(replay("draft", "x"), "run", number));
		}
		StoreSummary.OperationSummary draft = store.lineage().summary().operations().get(0);
		assertThat(draft.executed()).isOne();
		assertThat(draft.replayed()).isEqualTo(100);
		assertThat(draft.spent()).isEqualTo(Usage.NONE);
		closeAndVerify();
	}

	@Test
	void areWhatCountingGivesWhenAProcessIsKilled() throws Exception {
		try (JavaProcess process = JavaProcess.of(RecordingProcess.class, file()).start()) {
			while (Integer.parseInt(process.readLine(RecordingProcess.ACKNOWLEDGED)) < 100) {
				// It is killed while it records
			}
		}
		SqliteStore store = open();
		assertThat(store.lineage().summary().operations().get(0).executed()).isGreaterThanOrEqualTo(100);
		closeAndVerify();
	}

	@Test
	void areWhatCountingGivesWhenSomebodyElseChangesRows() throws SQLException {
		SqliteStore store = open();
		for (int number = 0; number < 10; number++) {
			store.nodes().record(execution("draft/" + number, "x" + number));
			store.nodes().record(execution("rate/" + number, "y", data("draft/" + number, "x" + number)));
		}
		try (Connection connection = new SqliteTestDatabase(this.folder).connect()) {
			for (String sql : List.of("PRAGMA ignore_check_constraints = ON", "PRAGMA foreign_keys = ON",
					"UPDATE musubito_node SET status = 'DAMAGED' WHERE id % 3 = 0",
					"UPDATE musubito_node SET type = 'DAMAGED', operation = 'other' WHERE id % 5 = 0",
					"DELETE FROM musubito_node WHERE id % 4 = 0",
					"UPDATE musubito_artifact SET size = size + 7 WHERE id % 2 = 0")) {
				connection.createStatement().executeUpdate(sql);
			}
		}
		assertThat(store.lineage().summary().nodes()).isEqualTo(15);
		closeAndVerify();
	}

	@Test
	void tellWhatHappenedInWhichHourAndWhatWasNotUsedSince() {
		SqliteStore store = open();
		store.nodes().record(at(NOW.minus(Duration.ofDays(40)), execution("old", "1")));
		store.nodes().record(at(NOW.minus(Duration.ofDays(10)), execution("older/1", "22")));
		store.nodes().record(at(NOW.minus(Duration.ofHours(2)), execution("draft", "333")));
		store.nodes().record(replay("draft", "333"));
		StoreMetrics metrics = store.lineage().metrics(MetricsPeriod.DAY, NOW);
		assertThat(metrics.to()).isEqualTo(Instant.parse("2026-11-20T11:00:00Z"));
		assertThat(metrics.from()).isEqualTo(Instant.parse("2026-11-19T11:00:00Z"));
		assertThat(metrics.buckets()).hasSize(24);
		assertThat(metrics.buckets().get(21).executed()).isOne();
		assertThat(metrics.buckets().get(23).replayed()).isOne();
		assertThat(metrics.buckets().get(23).timeSaved()).isEqualTo(TOOK);
		assertThat(metrics.causes()).containsOnlyKeys(Reason.FIRST_EXECUTION);
		assertThat(metrics.operations()).singleElement().satisfies((step) -> {
			assertThat(step.operation()).isEqualTo("draft");
			assertThat(step.type()).isEqualTo(StepType.STOCHASTIC);
			assertThat(step.duration()).isEqualTo(TOOK);
		});
		assertThat(metrics.holdings().nodes()).isEqualTo(3);
		assertThat(metrics.holdings().artifactBytes()).isEqualTo(3 + 4 + 5);
		assertThat(metrics.holdings().unused()).containsExactly(new Unused(7, 2, 7), new Unused(30, 1, 3),
				new Unused(90, 0, 0));
		assertThat(store.lineage().metrics(MetricsPeriod.WEEK, NOW).buckets()).hasSize(28);
		assertThat(store.lineage().metrics(MetricsPeriod.MONTH, NOW).buckets()).hasSize(30)
			.filteredOn((day) -> day.executed() > 0)
			.hasSize(2);
	}

	@Test
	void aResultThatIsReplayedIsUsedWithTheNodeThatProducedIt() {
		SqliteStore store = open();
		store.nodes().record(at(NOW.minus(Duration.ofDays(40)), execution("draft", "1")));
		assertThat(store.lineage().metrics(MetricsPeriod.DAY, NOW).holdings().unused().get(1))
			.isEqualTo(new Unused(30, 1, 3));
		store.nodes().record(replayInOtherLineage("other", "draft", "1"));
		assertThat(store.lineage().metrics(MetricsPeriod.DAY, NOW).holdings().unused())
			.allSatisfy((unused) -> assertThat(unused.nodes() + unused.artifactBytes()).isZero());
	}

	@Test
	void ofHoursAreDeletedWhenNobodyAsksForThemAnyMore() throws SQLException {
		SqliteStore store = open();
		for (int hour = 0; hour < 200; hour++) {
			store.nodes().record(at(NOW.plus(Duration.ofHours(hour)), execution("draft/" + hour, "x")));
		}
		assertThat(store.lineage().summary().operations().get(0).executed()).isEqualTo(200);
		store.close();
		try (Connection connection = new SqliteTestDatabase(this.folder).connect();
				ResultSet row = connection.createStatement()
					.executeQuery("SELECT count(*) FILTER (WHERE hours = 1), count(*) FILTER (WHERE hours = 24) "
							+ "FROM musubito_reason_total")) {
			assertThat(row.getInt(1)).isEqualTo(49);
			assertThat(row.getInt(2)).isEqualTo(9);
		}
	}

	private static Execution at(Instant time, Execution execution) {
		StepRecord entry = execution.journal();
		return new Execution(execution.key(), execution.artifact(), true, time, execution.duration(),
				execution.upstream(), entry(entry, entry.run(), time, entry.why(), entry.spent()));
	}

	private static StepRecord withUsage(StepRecord entry, Usage spent) {
		return entry(entry, entry.run(), entry.endedAt(), entry.why(), spent);
	}

	private static StepRecord entry(StepRecord entry, @Nullable RunStart run, Instant endedAt,
			@Nullable Explanation why, Usage spent) {
		return new StepRecord(run, entry.sequence(), entry.position(), entry.operation(), entry.nodeId(),
				entry.outcome(), why, endedAt, entry.duration(), entry.saved(), spent, entry.savings(), entry.error());
	}

	private static Usage usage(int tokens) {
		return Usage.of(new ModelUsage("model" + tokens % 2, 1, tokens, tokens + 1, tokens / 2));
	}

	/**
	 * Uses a store at random.
	 */
	private static final class RandomUse {

		private final SqliteStore store;

		private final Random random;

		private final String name;

		private final List<String> nodes = new ArrayList<>();

		private final List<Long> entries = new ArrayList<>();

		private RandomUse(SqliteStore store, Random random, String name) {
			this.store = store;
			this.random = random;
			this.name = name;
		}

		private void go() {
			execute();
			for (int i = 0; i < OPERATIONS; i++) {
				switch (this.random.nextInt(10)) {
					case 0, 1, 2 -> execute();
					case 3, 4 -> this.store.nodes().record(replay());
					case 5 -> fail();
					case 6 -> addLateUsage();
					case 7 -> this.store.nodes().invalidate(key(any()).nodeId());
					case 8 -> effect();
					default -> give();
				}
			}
		}

		private void execute() {
			String node = step() + "/" + this.random.nextInt(20);
			List<Upstream> upstream = new ArrayList<>();
			String above = (this.nodes.isEmpty() || this.random.nextBoolean()) ? null : any();
			if (above != null && !above.equals(node)) {
				upstream.add(element(above));
			}
			Execution plain = execution(node, "result " + this.random.nextInt(3), upstream.toArray(Upstream[]::new));
			Explanation why = (above != null) ? new Explanation(Reason.UPSTREAM_CHANGED,
					List.of(new Change("upstream x", null, null)), null, key(above).nodeId())
					: new Explanation(Reason.FIRST_EXECUTION, List.of(), null, null);
			this.entries.add(this.store.nodes()
				.record(new Execution(plain.key(), plain.artifact(), this.random.nextInt(5) > 0, plain.executedAt(),
						plain.duration(), plain.upstream(), entry(plain.journal(), why))));
			this.nodes.add(node);
		}

		private Replay replay() {
			String node = any();
			Replay plain = (this.random.nextBoolean()) ? replay(node)
					: replayInOtherLineage(operation(node) + "/other" + this.random.nextInt(5), node, "result 1");
			StepRecord entry = plain.journal();
			StepOutcome outcome = List.of(StepOutcome.REPLAYED, StepOutcome.JOINED, StepOutcome.SERVED_STALE)
				.get(this.random.nextInt(3));
			return new Replay(plain.key(), plain.producerNodeId(), plain.artifactId(), plain.upstream(),
					plain.newLineage(),
					new StepRecord(run(), 1, null, entry.operation(), entry.nodeId(), outcome, null, time(),
							entry.duration(), entry.saved(), Usage.NONE, usage(this.random.nextInt(100)), null));
		}

		private static Replay replay(String node) {
			return Recordings.replay(node, "result 1");
		}

		private void fail() {
			Failure plain = failure(any() + ((this.random.nextBoolean()) ? "" : "x"), "no");
			this.entries.add(this.store.nodes()
				.record(new Failure(plain.key(), plain.upstream(), entry(plain.journal(), null))));
		}

		private void addLateUsage() {
			long entry = this.entries.get(this.random.nextInt(this.entries.size()));
			this.store.nodes().addUsage(entry, "x", new StepUsage(usage(this.random.nextInt(100)), Usage.NONE));
		}

		private void effect() {
			NodeKey key = key("mail/" + this.name + this.random.nextInt(10), StepType.EXTERNAL_EFFECT);
			EffectAttempt attempt = this.store.effects()
				.begin(new EffectIntent(key, "idempotency", this.store.processes().self(), true,
						this.random.nextBoolean(), List.of(), null, time(), null))
				.orElse(null);
			if (attempt == null) {
				return;
			}
			Execution sent = execution(key, "sent " + this.random.nextInt(2));
			switch (this.random.nextInt(3)) {
				case 0 -> this.store.effects().record(new EffectOutcome.Succeeded(attempt, sent));
				case 1 -> this.store.effects().record(new EffectOutcome.Unknown(attempt, entry(sent.journal(), null)));
				default ->
					this.store.effects().record(new EffectOutcome.NotHappened(attempt, entry(sent.journal(), null)));
			}
		}

		private void give() {
			NodeKey key = key(step() + "/given" + this.random.nextInt(5));
			StepRecord entry = entry(execution(key, "x").journal(), null);
			this.store.nodes()
				.record(new ManualResult(key, artifact("given"), new ManualAnswer("ada", time()),
						new StepRecord(entry.run(), 1, null, key.operation(), key.nodeId(), StepOutcome.MANUAL, null,
								entry.endedAt(), entry.duration(), Duration.ZERO, Usage.NONE, Usage.NONE, null)));
		}

		private StepRecord entry(StepRecord entry, @Nullable Explanation why) {
			Usage spent = (this.random.nextBoolean()) ? usage(this.random.nextInt(100)) : Usage.NONE;
			return TotalsTests.entry(entry, run(), time(), why, spent);
		}

		private @Nullable RunStart run() {
			int number = this.random.nextInt(4);
			return (number == 0) ? null : new RunStart(this.name + number, "review", RunKind.PIPELINE, NOW,
					this.store.processes().self(), null, null, null);
		}

		private Instant time() {
			return NOW.plusSeconds(this.random.nextInt(40 * 3600));
		}

		private String step() {
			return Arrays.asList("draft", "rate", "publish").get(this.random.nextInt(3));
		}

		private String any() {
			return this.nodes.get(this.random.nextInt(this.nodes.size()));
		}

	}

}
