package io.musubito.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.musubito.Change;
import io.musubito.Edge;
import io.musubito.EdgeKind;
import io.musubito.Explanation;
import io.musubito.Graph;
import io.musubito.GraphQuery;
import io.musubito.GraphQuery.Direction;
import io.musubito.NodeStatus;
import io.musubito.NodeView;
import io.musubito.Reason;
import io.musubito.RunKind;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.Spending;
import io.musubito.StepOutcome;
import io.musubito.StepType;
import io.musubito.StepView;
import io.musubito.Usage;
import io.musubito.store.Execution;
import io.musubito.store.NodeDetails;
import io.musubito.store.Recordings;
import io.musubito.store.RunStart;
import io.musubito.store.StepRecord;
import io.musubito.store.StoreSummary;
import io.musubito.store.StoreSummary.OperationSummary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link JdbcLineageQueries} and {@link JdbcRunStore} on a SQLite file.
 */
class SqliteLineageQueriesTests extends Recordings {

	private static final Explanation WHY = new Explanation(Reason.INPUT_CHANGED,
			List.of(new Change("input.text", null, "a \"quoted\" text")), hash("baseline"), null);

	@TempDir
	Path folder;

	private SqliteStore store;

	@BeforeEach
	void open() {
		this.store = SqliteStore.open(this.folder.resolve("musubito.db"), false, Clock.systemUTC());
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void findsNothingInAnEmptyStore() {
		assertThat(this.store.lineage().find("x")).isEmpty();
		assertThat(this.store.lineage().graph(GraphQuery.all())).isEqualTo(new Graph(List.of(), List.of(), false));
		assertThat(this.store.lineage().graph(GraphQuery.node("x"))).isEqualTo(new Graph(List.of(), List.of(), false));
		assertThat(this.store.runs().recent(10)).isEmpty();
		assertThat(this.store.runs().find("x")).isEmpty();
		assertThat(this.store.lineage().summary().operations()).isEmpty();
	}

	@Test
	void findsANodeWithItsValues() {
		recordChain();
		this.store.nodes().record(failure("b", "IllegalStateException: no"));
		NodeDetails details = this.store.lineage().find(id("b")).orElseThrow();
		assertThat(details).isEqualTo(new NodeDetails(
				new NodeView(id("b"), "b", StepType.STOCHASTIC, NodeStatus.SUCCESS, id("b"), artifact("2").artifactId(),
						NOW, null, TOOK, Spending.NONE, List.of(id("a")), List.of(id("c")), WHY),
				key("b").components(), json("b"), json("2"), "IllegalStateException: no", null));
	}

	@Test
	void showsTheWholeGraphOldestFirst() {
		recordChain();
		Graph graph = this.store.lineage().graph(GraphQuery.all());
		assertThat(graph.nodes()).extracting(NodeView::operation).containsExactly("a", "b", "c", "aside");
		assertThat(graph.edges()).containsExactly(new Edge(id("a"), id("b"), EdgeKind.DATA),
				new Edge(id("b"), id("c"), EdgeKind.CALL));
		assertThat(graph.truncated()).isFalse();
	}

	@Test
	void keepsTheNewestNodesWhenTheLimitCuts() {
		recordChain();
		Graph graph = this.store.lineage().graph(GraphQuery.all().limit(2));
		assertThat(graph.nodes()).extracting(NodeView::operation).containsExactly("c", "aside");
		assertThat(graph.truncated()).isTrue();
		assertThat(graph.edges()).isEmpty();
		assertThat(this.store.lineage().graph(GraphQuery.all().limit(4)).truncated()).isFalse();
	}

	@Test
	void goesUpAndDownFromANodeAsFarAsTheDepthSays() {
		recordChain();
		assertThat(operations(GraphQuery.node(id("b")))).containsExactly("a", "b", "c");
		assertThat(operations(GraphQuery.node(id("b")).direction(Direction.UP))).containsExactly("a", "b");
		assertThat(operations(GraphQuery.node(id("b")).direction(Direction.DOWN))).containsExactly("b", "c");
		assertThat(operations(GraphQuery.node(id("a")).depth(1))).containsExactly("a", "b");
		assertThat(operations(GraphQuery.node(id("a")).depth(0))).containsExactly("a");
		assertThat(this.store.lineage().graph(GraphQuery.node(id("a")).limit(2)).truncated()).isTrue();
		assertThat(operations(GraphQuery.operation("c"))).containsExactly("a", "b", "c");
	}

	@Test
	void showsTheNodesOfARunWithTheProducersThatItReplays() {
		this.store.nodes().record(inRun(execution("p", "1"), "first", 1));
		this.store.nodes().record(inRun(replayInOtherLineage("r", "p", "1"), "second", 1));
		this.store.nodes().record(inRun(execution("b", "2", data("p", "1")), "second", 2));
		Graph graph = this.store.lineage().graph(GraphQuery.run("second"));
		assertThat(graph.nodes()).extracting(NodeView::nodeId).containsExactly(id("p"), id("r"), id("b"));
		assertThat(graph.edges()).containsExactly(new Edge(id("p"), id("b"), EdgeKind.DATA));
		assertThat(this.store.lineage().graph(GraphQuery.run("first")).nodes()).hasSize(1);
	}

	@Test
	void countsByOperation() {
		recordChain();
		this.store.nodes().record(failure("b", "IllegalStateException: no"));
		this.store.nodes().record(replay("b", "2"));
		this.store.nodes().record(replay("b", "2"));
		this.store.nodes().record(execution("b/2", "x"));
		this.store.nodes().invalidate(id("b/2"));
		StoreSummary summary = this.store.lineage().summary();
		assertThat(summary.type()).isEqualTo("sqlite");
		assertThat(summary.location()).endsWith("musubito.db");
		assertThat(summary.sizeBytes()).isGreaterThan(4096);
		assertThat(summary.nodes()).isEqualTo(5);
		assertThat(summary.artifacts()).isEqualTo(5);
		assertThat(summary.edges()).isEqualTo(2);
		assertThat(summary.runs()).isOne();
		assertThat(summary.operations()).extracting(OperationSummary::operation)
			.containsExactly("a", "aside", "b", "c");
		assertThat(summary.operations().get(2)).isEqualTo(new OperationSummary("b", StepType.STOCHASTIC, 2, 2, 1,
				TOOK.multipliedBy(2), Usage.NONE, Usage.NONE, Map.of(NodeStatus.SUCCESS, 1L, NodeStatus.STALE, 1L)));
	}

	@Test
	void findsARunWithItsJournal() {
		recordChain();
		this.store.nodes().record(inRun(replay("a", "1"), "run", 2));
		this.store.runs().end("run", RunStatus.SUCCESS, NOW.plusNanos(1));
		assertThat(this.store.runs().find("run")).contains(new RunView("run", "review", RunKind.PIPELINE,
				RunStatus.SUCCESS, NOW, NOW.plusNanos(1), null, null, Spending.NONE, Spending.NONE,
				List.of(new StepView(1, "b", id("b"), StepOutcome.EXECUTED, false, Reason.INPUT_CHANGED, WHY, TOOK,
						Duration.ZERO, Spending.NONE, Spending.NONE),
						new StepView(2, "a", id("a"), StepOutcome.REPLAYED, true, null, null, TOOK, TOOK, Spending.NONE,
								Spending.NONE))));
	}

	@Test
	void listsTheNewestRunsFirstAndWithoutTheirSteps() {
		for (int number = 1; number <= 3; number++) {
			this.store.nodes().record(inRun(execution("a", "1"), "run" + number, 1));
		}
		List<RunView> recent = this.store.runs().recent(2);
		assertThat(recent).extracting(RunView::runId).containsExactly("run3", "run2");
		assertThat(recent).allSatisfy((run) -> {
			assertThat(run.steps()).isEmpty();
			assertThat(run.status()).isEqualTo(RunStatus.RUNNING);
			assertThat(run.endedAt()).isNull();
		});
	}

	@Test
	void theEndOfARunWithoutStepsIsNotRecorded() {
		this.store.runs().end("empty", RunStatus.SUCCESS, NOW);
		assertThat(this.store.runs().find("empty")).isEmpty();
		assertThat(this.store.degraded()).isZero();
	}

	@Test
	void peopleReadTheViews() throws SQLException {
		recordChain();
		this.store.runs().end("run", RunStatus.SUCCESS, NOW);
		this.store.runs().recent(1);
		assertThat(rows("SELECT run_id, status, started_at, steps, executed FROM musubito_v_runs"))
			.containsExactly("run|SUCCESS|2026-11-20T10:15:30.123Z|1|1");
		assertThat(rows("SELECT run_id, sequence, operation, outcome, reason, duration_ms FROM musubito_v_steps "
				+ "WHERE run_id IS NOT NULL"))
			.containsExactly("run|1|b|EXECUTED|INPUT_CHANGED|1500");
		assertThat(rows("SELECT operation, status, executed_at, depends_by, upstream_operation "
				+ "FROM musubito_v_lineage ORDER BY operation"))
			.containsExactly("a|SUCCESS|2026-11-20T10:15:30.123Z|null|null",
					"aside|SUCCESS|2026-11-20T10:15:30.123Z|null|null", "b|SUCCESS|2026-11-20T10:15:30.123Z|DATA|a",
					"c|SUCCESS|2026-11-20T10:15:30.123Z|CALL|b");
	}

	// a → b → c, and one aside
	@Test
	void findsWhatManyNodesCalledDirectlyAndThroughOthers() {
		this.store.nodes().record(at(NOW.minusSeconds(9), execution("draft/1", "1")));
		this.store.nodes().record(at(NOW.minusSeconds(5), execution("draft/2", "2")));
		this.store.nodes().record(execution("inner", "3", call("draft/1", "1")));
		this.store.nodes().record(execution("outer", "4", call("inner", "3"), call("draft/2", "2")));
		this.store.nodes().record(execution("alone", "5", data("draft/1", "1")));
		this.store.nodes().record(replayInOtherLineage("other", "inner", "3", data("alone", "5")));
		assertThat(this.store.lineage().findCalled(List.of(id("outer"), id("inner"), id("alone"), id("other"), "x")))
			.containsOnly(Map.entry(id("outer"), Map.of("inner", NOW, "draft", NOW.minusSeconds(9))),
					Map.entry(id("inner"), Map.of("draft", NOW.minusSeconds(9))),
					Map.entry(id("other"), Map.of("draft", NOW.minusSeconds(9))));
		assertThat(this.store.lineage().findCalled(List.of())).isEmpty();
	}

	@Test
	void findsTheNewestRunsOfAPipelineHoweverManyOthersThereAre() {
		for (int i = 0; i < 5; i++) {
			this.store.nodes().record(inRun(execution("a", "1"), "review " + i, 1));
			this.store.nodes().record(ofPipeline("other", "other " + i));
		}
		assertThat(this.store.runs().recent(2, "review")).extracting(RunView::runId)
			.containsExactly("review 4", "review 3");
		assertThat(this.store.runs().recent(9, "other")).hasSize(5);
		assertThat(this.store.runs().recent(9, "revie")).isEmpty();
	}

	private static Execution ofPipeline(String pipeline, String runId) {
		Execution plain = execution("a", "1");
		StepRecord entry = plain.journal();
		return new Execution(plain.key(), plain.artifact(), true, plain.executedAt(), plain.duration(),
				plain.upstream(),
				new StepRecord(new RunStart(runId, pipeline, RunKind.PIPELINE, NOW, null, null, null, null), 1, null,
						entry.operation(), entry.nodeId(), StepOutcome.EXECUTED, null, NOW, entry.duration(),
						entry.saved(), entry.spent(), entry.savings(), null));
	}

	private static Execution at(Instant executedAt, Execution execution) {
		return new Execution(execution.key(), execution.artifact(), true, executedAt, execution.duration(),
				execution.upstream(), execution.journal());
	}

	private void recordChain() {
		this.store.nodes().record(execution("a", "1"));
		Execution plain = inRun(execution("b", "2", data("a", "1")), "run", 1);
		StepRecord entry = plain.journal();
		this.store.nodes()
			.record(new Execution(plain.key(), plain.artifact(), true, plain.executedAt(), plain.duration(),
					plain.upstream(), new StepRecord(entry.run(), 1, null, "b", id("b"), StepOutcome.EXECUTED, WHY,
							entry.endedAt(), entry.duration(), entry.saved(), entry.spent(), entry.savings(), null)));
		this.store.nodes().record(execution("c", "3", call("b", "2")));
		this.store.nodes().record(execution("aside", "4"));
	}

	private List<String> operations(GraphQuery query) {
		return this.store.lineage().graph(query).nodes().stream().map(NodeView::operation).toList();
	}

	private static String id(String name) {
		return key(name).nodeId();
	}

	private List<String> rows(String sql) throws SQLException {
		List<String> rows = new ArrayList<>();
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + this.folder.resolve("musubito.db"));
				ResultSet row = connection.createStatement().executeQuery(sql)) {
			while (row.next()) {
				List<String> columns = new ArrayList<>();
				for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
					columns.add(String.valueOf(row.getString(column)));
				}
				rows.add(String.join("|", columns));
			}
		}
		return rows;
	}

}
