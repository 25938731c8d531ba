package io.musubito.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;

import io.musubito.CodeBoundary;
import io.musubito.CodeLevel;
import io.musubito.NodeStatus;
import io.musubito.RunKind;
import io.musubito.RunStatus;
import io.musubito.StepOutcome;
import io.musubito.Usage;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is removed from a store, and what is not.
 */
@Timeout(120)
public abstract class AbstractRetentionTests extends AbstractStoreTests {

	protected static final RetentionRules MONTH = new RetentionRules(Duration.ofDays(30), null, null,
			Duration.ofDays(400));

	protected static final Duration LONG_AGO = Duration.ofDays(40);

	/**
	 * The statements with which somebody else begins to write.
	 */
	protected abstract String beginWriting();

	@Override
	protected final boolean keepsAllTotals() {
		return false;
	}

	@Test
	void nothingIsRemovedWithoutALimit() {
		record("draft", LONG_AGO);
		newest();
		assertThat(this.store.retention().apply(new RetentionRules(null, null, null, Duration.ZERO), NOW))
			.isEqualTo(Removal.NONE);
		assertThat(exists("draft")).isTrue();
	}

	@Test
	void whatWasNotUsedForTheAgeIsRemovedWithItsArtifact() throws Exception {
		record("draft", LONG_AGO);
		record("kept", Duration.ofDays(29));
		newest();
		Removal removal = this.store.retention().apply(MONTH, NOW);
		assertThat(removal.nodes()).isOne();
		assertThat(removal.artifacts()).isOne();
		assertThat(removal.entries()).isOne();
		assertThat(removal.bytes()).isPositive();
		assertThat(removal.duration()).isEqualTo(TOOK);
		assertThat(exists("draft")).isFalse();
		assertThat(exists("kept")).isTrue();
		assertThat(count("musubito_artifact")).isEqualTo(2);
		assertThat(count("musubito_step_record")).isEqualTo(2);
	}

	@Test
	void whatANodeDependsOnThatStaysIsNeverRemoved() {
		record("retrieve", LONG_AGO);
		record("draft", LONG_AGO, data("retrieve", "retrieve"));
		record("inner", LONG_AGO);
		record("check", Duration.ofDays(1), data("draft", "draft"), call("inner", "inner"));
		record("alone", LONG_AGO);
		newest();
		assertThat(this.store.retention().apply(MONTH, NOW).nodes()).isOne();
		assertThat(List.of("retrieve", "draft", "inner", "check")).allMatch(this::exists);
		assertThat(exists("alone")).isFalse();
	}

	@Test
	void theProducerOfAReplayThatStaysIsNeverRemoved() {
		record("draft", LONG_AGO);
		Replay replay = replayInOtherLineage("other", "draft", "draft");
		this.store.nodes()
			.record(new Replay(replay.key(), replay.producerNodeId(), replay.artifactId(), List.of(), true,
					at(replay.journal(), NOW, null)));
		newest();
		assertThat(this.store.retention().apply(MONTH, NOW).nodes()).isZero();
		assertThat(exists("draft")).isTrue();
	}

	@Test
	void aReplayThatIsNotWrittenYetCounts() {
		record("draft", LONG_AGO);
		newest();
		replay("draft", Duration.ofDays(1));
		assertThat(this.store.pendingJournal()).isOne();
		assertThat(this.store.retention().apply(MONTH, NOW).nodes()).isZero();
		assertThat(exists("draft")).isTrue();
	}

	@Test
	void theTotalsAreTheSameAfterwards() {
		for (int node = 0; node < 20; node++) {
			record("draft/" + node, LONG_AGO);
			replay("draft/" + node, LONG_AGO);
		}
		inRun("old", "check", LONG_AGO);
		newest();
		StoreSummary before = this.store.lineage().summary();
		assertThat(this.store.retention().apply(MONTH, NOW).nodes()).isEqualTo(21);
		StoreSummary after = this.store.lineage().summary();
		assertThat(after.operations()).usingRecursiveComparison()
			.ignoringFields("nodes")
			.isEqualTo(before.operations());
		assertThat(after.operations()).hasSize(3);
		assertThat(after.nodes()).isOne();
		assertThat(after.runs()).isZero();
	}

	@Test
	void runsBeyondTheNumberGoWithTheirJournals() throws Exception {
		for (int run = 0; run < 5; run++) {
			inRun("run" + run, "draft/" + run, Duration.ofDays(5 - run));
		}
		this.store.nodes().record(inRun(execution("running", "x"), start("run", null, null), 1));
		RetentionRules rules = new RetentionRules(null, null, 2, Duration.ofDays(400));
		Removal foreseen = this.store.retention().foresee(rules, NOW);
		Removal removal = this.store.retention().apply(rules, NOW);
		assertThat(removal).isEqualTo(foreseen);
		assertThat(removal.runs()).isEqualTo(4);
		assertThat(removal.entries()).isEqualTo(4);
		assertThat(removal.nodes()).isZero();
		assertThat(ids("SELECT run_id FROM musubito_run ORDER BY id")).containsExactly("run4", "run");
		assertThat(exists("draft/0")).isTrue();
	}

	@Test
	void childRunsGoWithTheRunThatCalledThem() throws Exception {
		RunStart parent = start("parent", null, null);
		RunStart child = new RunStart("child", "inner", RunKind.PIPELINE, NOW.minus(LONG_AGO), null, parent, null,
				null);
		record(parent, "draft", LONG_AGO);
		record(child, "check", LONG_AGO);
		end("child", LONG_AGO);
		newest();
		assertThat(this.store.retention().apply(MONTH, NOW).runs()).as("the parent is running").isZero();
		end("parent", LONG_AGO);
		assertThat(this.store.retention().apply(MONTH, NOW).runs()).isEqualTo(2);
		assertThat(count("musubito_run")).isZero();
	}

	@Test
	void aRunThatAKeptOneResumesStays() throws Exception {
		inRun("first", "draft", LONG_AGO);
		record(start("second", null, "first"), "draft/2", Duration.ofDays(1));
		end("second", Duration.ofDays(1));
		inRun("other", "draft/3", LONG_AGO);
		newest();
		assertThat(this.store.retention().apply(MONTH, NOW).runs()).isOne();
		assertThat(ids("SELECT run_id FROM musubito_run ORDER BY id")).containsExactly("first", "second");
	}

	@Test
	void whatARunThatIsRunningUsesStays() {
		record("draft", LONG_AGO);
		record(start("run", null, null), "draft", LONG_AGO);
		newest();
		RetentionRules small = new RetentionRules(Duration.ofDays(30), 1L, null, Duration.ofDays(400));
		this.store.retention().apply(small, NOW);
		assertThat(exists("draft")).isTrue();
	}

	@Test
	void aDryRunRemovesNothingAndSaysTheSame() throws Exception {
		Random random = new Random(7);
		for (int node = 0; node < 60; node++) {
			Upstream[] upstream = IntStream.range(0, node)
				.filter((other) -> random.nextInt(20) == 0)
				.mapToObj((other) -> data("draft/" + other, "draft/" + other))
				.toArray(Upstream[]::new);
			record("draft/" + node, Duration.ofDays(random.nextInt(80)), upstream);
		}
		for (int run = 0; run < 5; run++) {
			inRun("run" + run, "check/" + run, Duration.ofDays(20 + 5 * run));
		}
		replay("draft/1", LONG_AGO);
		newest();
		long nodes = count("musubito_node");
		Removal foreseen = this.store.retention().foresee(MONTH, NOW);
		assertThat(count("musubito_node")).isEqualTo(nodes);
		assertThat(foreseen.nodes()).isGreaterThan(5);
		assertThat(this.store.retention().apply(MONTH, NOW)).isEqualTo(foreseen);
		assertThat(count("musubito_node")).isEqualTo(nodes - foreseen.nodes());
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6 })
	void noGraphLosesWhatItsNodesDependOn(long seed) throws Exception {
		Random random = new Random(seed);
		List<int[]> edges = new ArrayList<>();
		List<Duration> ages = new ArrayList<>();
		for (int node = 0; node < 80; node++) {
			List<Upstream> upstream = new ArrayList<>();
			for (int other = 0; other < node; other++) {
				if (random.nextInt(25) == 0) {
					String name = "draft/" + other;
					upstream.add((random.nextBoolean()) ? data(name, name) : call(name, name));
					edges.add(new int[] { other, node });
				}
			}
			ages.add(Duration.ofDays(random.nextInt(90)));
			record("draft/" + node, ages.get(node), upstream.toArray(Upstream[]::new));
		}
		newest();
		Long limit = (seed % 2 == 0) ? database().usedBytes() * 9 / 10 : null;
		this.store.retention().apply(new RetentionRules(Duration.ofDays(30), limit, null, Duration.ofDays(400)), NOW);
		for (int[] edge : edges) {
			if (exists("draft/" + edge[1])) {
				assertThat(exists("draft/" + edge[0])).as(Arrays.toString(edge)).isTrue();
			}
		}
		if (limit == null) {
			for (int node = 0; node < 80; node++) {
				assertThat(exists("draft/" + node)).as("node %s", node).isEqualTo(needed(node, edges, ages));
			}
		}
		verifyReferences();
	}

	/**
	 * Verifies that no row refers to one that is gone, where the database does not do so
	 * itself.
	 */
	protected void verifyReferences() throws SQLException {
		// It does
	}

	private static boolean needed(int node, List<int[]> edges, List<Duration> ages) {
		return ages.get(node).toDays() <= 30
				|| edges.stream().anyMatch((edge) -> edge[0] == node && needed(edge[1], edges, ages));
	}

	@Test
	void aSizeRemovesWhatWasNotUsedForTheLongestTime() throws Exception {
		for (int node = 0; node < 600; node++) {
			record("draft/" + node, Duration.ofDays(600 - node));
		}
		replay("draft/0", Duration.ZERO);
		newest();
		long size = database().usedBytes();
		this.store.retention().apply(new RetentionRules(null, size * 3 / 4, null, Duration.ofDays(400)), NOW);
		assertThat(database().usedBytes()).isLessThanOrEqualTo(size * 3 / 4).isGreaterThan(size * 5 / 8);
		assertThat(exists("draft/0")).as("used today").isTrue();
		assertThat(exists("draft/1")).isFalse();
		assertThat(exists("draft/599")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whatAnotherProcessUsesMeanwhileStays(boolean byAge) throws Exception {
		record("retrieve", LONG_AGO);
		record("draft", LONG_AGO, data("retrieve", "retrieve"));
		record("alone", LONG_AGO);
		newest();
		RetentionRules rules = new RetentionRules((byAge) ? Duration.ofDays(30) : null, (byAge) ? null : 1L, null,
				Duration.ofDays(400));
		FutureTask<Removal> retention = new FutureTask<>(() -> this.store.retention().apply(rules, NOW));
		try (Connection other = database().connect(); Statement statement = other.createStatement()) {
			statement.execute(beginWriting());
			Thread thread = new Thread(retention);
			thread.start();
			Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);
			statement.execute("INSERT INTO musubito_replay (namespace, node, duration, saved, ended_at) "
					+ "SELECT '', id, 1, 1, 9000000000000000000 FROM musubito_node WHERE node_id = '"
					+ key("draft").nodeId() + "'");
			statement.execute("COMMIT");
		}
		assertThat(retention.get().nodes()).isOne();
		assertThat(exists("alone")).isFalse();
		assertThat(exists("draft")).isTrue();
		assertThat(exists("retrieve")).isTrue();
	}

	@Test
	void codeAndTextsGoThatNothingHasAndNobodyWroteForTwoDays() {
		for (String code : List.of("used", "unused")) {
			this.store.nodes()
				.rememberCode(new RecordedCode(hash(code), CodeLevel.REACHABLE, new TreeMap<>(), CodeBoundary.NONE));
			this.store.nodes().rememberText(hash("text " + code), "text");
		}
		NodeKey key = key("draft");
		this.store.nodes()
			.record(execution(new NodeKey(key.nodeId(), key.replayKey(), key.operation(), key.type(),
					new TreeMap<>(Map.of("code", hash("used"), "resource a", hash("text used"))), null), "x"));
		RetentionRules rules = new RetentionRules(null, null, 1_000, Duration.ofDays(400));
		this.store.retention().apply(rules, Instant.now().plus(Duration.ofDays(2)));
		assertThat(this.store.nodes().findCode(hash("unused"))).as("written two days ago").isPresent();
		this.store.retention().apply(rules, Instant.now().plus(Duration.ofDays(3)));
		assertThat(this.store.nodes().findCode(hash("unused"))).isEmpty();
		assertThat(this.store.nodes().findText(hash("text unused"))).isEmpty();
		assertThat(this.store.nodes().findCode(hash("used"))).isPresent();
		assertThat(this.store.nodes().findText(hash("text used"))).isPresent();
	}

	@Test
	void whatWasTakenBackStaysWhileAnotherResultWouldAnswerInItsPlace() {
		record("draft", LONG_AGO);
		this.store.nodes().record(execution(keyOfOtherLineage("other", "draft"), "another"));
		this.store.nodes().invalidate(key("draft").nodeId());
		newest();
		assertThat(this.store.retention().apply(MONTH, NOW).nodes()).isZero();
		assertThat(this.store.nodes().find(key("draft").nodeId()).orElseThrow().status()).isEqualTo(NodeStatus.STALE);
	}

	/**
	 * The newest node always stays.
	 */
	protected final void newest() {
		record("newest", Duration.ZERO);
	}

	protected final void record(String node, Duration ago, Upstream... upstream) {
		this.store.nodes().record(execution(node, node, ago, null, upstream));
	}

	private void record(RunStart run, String node, Duration ago) {
		this.store.nodes().record(execution(node, node, ago, run));
	}

	private void inRun(String run, String node, Duration ago) {
		record(new RunStart(run, "review", RunKind.PIPELINE, NOW.minus(ago), null, null, null, null), node, ago);
		end(run, ago);
	}

	private void end(String run, Duration ago) {
		this.store.runs().end(run, RunStatus.SUCCESS, NOW.minus(ago));
	}

	private static RunStart start(String run, @Nullable RunStart parent, @Nullable String resumed) {
		return new RunStart(run, "review", RunKind.PIPELINE, NOW.minus(LONG_AGO), null, parent, resumed, null);
	}

	private void replay(String node, Duration ago) {
		Replay replay = replay(node, node);
		this.store.nodes()
			.record(new Replay(replay.key(), replay.producerNodeId(), replay.artifactId(), List.of(), false,
					at(replay.journal(), NOW.minus(ago), null)));
	}

	protected static Execution execution(String node, String value, Duration ago, @Nullable RunStart run,
			Upstream... upstream) {
		NodeKey key = key(node);
		Instant then = NOW.minus(ago);
		Execution now = execution(key, value, upstream);
		return new Execution(key, now.artifact(), true, then, TOOK, List.of(upstream), at(now.journal(), then, run));
	}

	private static StepRecord at(StepRecord entry, Instant then, @Nullable RunStart run) {
		return new StepRecord(run, 1, (run != null) ? "draft[1]" : null, entry.operation(), entry.nodeId(),
				entry.outcome(), entry.why(), then, entry.duration(),
				(entry.outcome() == StepOutcome.REPLAYED) ? TOOK : Duration.ZERO, Usage.NONE, Usage.NONE, null);
	}

	private boolean exists(String node) {
		return this.store.nodes().find(key(node).nodeId()).isPresent();
	}

	protected final long count(String table) throws SQLException {
		return Long.parseLong(query("SELECT count(*) FROM " + table));
	}

	private List<String> ids(String sql) throws SQLException {
		try (Connection connection = database().connect();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(sql)) {
			List<String> ids = new ArrayList<>();
			while (rows.next()) {
				ids.add(rows.getString(1));
			}
			return ids;
		}
	}

}
