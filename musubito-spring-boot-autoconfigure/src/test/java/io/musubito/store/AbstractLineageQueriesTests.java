package io.musubito.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

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
import io.musubito.Spending;
import io.musubito.StepOutcome;
import io.musubito.StepType;
import io.musubito.Usage;
import io.musubito.store.StoreSummary.OperationSummary;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every {@link LineageQueries} must do.
 */
public abstract class AbstractLineageQueriesTests extends AbstractStoreTests {

	private static final Explanation WHY = new Explanation(Reason.INPUT_CHANGED,
			List.of(new Change("input.text", null, "a \"quoted\" text")), hash("baseline"), null);

	@Test
	void findsNothingInAnEmptyStore() {
		assertThat(this.store.lineage().find("x")).isEmpty();
		assertThat(this.store.lineage().graph(GraphQuery.all())).isEqualTo(new Graph(List.of(), List.of(), false));
		assertThat(this.store.lineage().graph(GraphQuery.node("x"))).isEqualTo(new Graph(List.of(), List.of(), false));
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
		assertThat(summary.type()).isEqualTo(database().type());
		assertThat(summary.location()).isNotEmpty();
		assertThat(summary.sizeBytes() > 4096).isEqualTo(database().isOnDisk());
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
	void findsWhatNodesCalledHoweverManyThereAre() {
		this.store.nodes().record(execution("inner", "1"));
		List<String> outer = IntStream.range(0, 250).mapToObj((number) -> "outer/" + number).toList();
		outer.forEach((name) -> this.store.nodes().record(execution(name, "2", call("inner", "1"))));
		assertThat(this.store.lineage().findCalled(outer.stream().map(AbstractLineageQueriesTests::id).toList()))
			.hasSize(250)
			.allSatisfy((nodeId, called) -> assertThat(called).containsOnlyKeys("inner"));
	}

	private static Execution at(Instant executedAt, Execution execution) {
		return new Execution(execution.key(), execution.artifact(), true, executedAt, execution.duration(),
				execution.upstream(), execution.journal());
	}

	/**
	 * Records a → b → c, and one that is not connected.
	 */
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

}
