package io.musubito.behaviour.lineage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

import io.musubito.Change;
import io.musubito.Edge;
import io.musubito.EdgeKind;
import io.musubito.Explanation;
import io.musubito.Graph;
import io.musubito.GraphQuery;
import io.musubito.MergeScope;
import io.musubito.Musubito;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoResult;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.NodeStatus;
import io.musubito.NodeView;
import io.musubito.Reason;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.StepOutcome;
import io.musubito.StepView;
import io.musubito.UnknownLineageException;
import io.musubito.store.GraphOutline;
import io.musubito.store.LineageQueries;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Which edges there are, and what follows from them.
 */
@Timeout(60)
class LineageTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Writer writer;

	private Musubito musubito;

	private MusubitoLineage lineage;

	@BeforeEach
	void start() {
		this.context = Engine.in(this.directory).start(Application.class);
		this.writer = this.context.getBean(Writer.class);
		this.musubito = this.context.getBean(Musubito.class);
		this.lineage = this.context.getBean(MusubitoLineage.class);
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void anArgumentThatAStepReturnedIsAnUpstream() {
		String facts = this.writer.facts("a");
		String draft = this.writer.draft(facts);
		assertThat(view(draft).upstream()).containsExactly(id(facts));
		assertThat(view(facts).downstream()).containsExactly(id(draft));
	}

	@Test
	void anArgumentThatContainsResultsHasThemAllAsUpstreams() {
		String one = this.writer.facts("a");
		String other = this.writer.facts("b");
		String draft = this.writer
			.draftAll(List.of(new Section("1", Optional.of(one)), new Section("2", Optional.of(other))));
		assertThat(view(draft).upstream()).containsExactlyInAnyOrder(id(one), id(other));
	}

	@Test
	void anEqualValueThatNoStepReturnedIsNoUpstream() {
		this.writer.facts("a");
		String draft = this.writer.draft(new String("facts of a"));
		assertThat(view(draft).upstream()).isEmpty();
	}

	@Test
	void aPartOfAResultHasItsProducerAsUpstream() {
		List<String> words = this.writer.words("x y");
		String draft = this.writer.draft(words.get(1));
		assertThat(view(draft).upstream()).containsExactly(id(words));
	}

	@Test
	void aDerivedValueNeedsAMerge() {
		String one = this.writer.facts("a");
		String other = this.writer.facts("b");
		String draft;
		try (MergeScope merge = this.musubito.merge(one, other)) {
			draft = this.writer.draft(one + other);
		}
		assertThat(view(draft).upstream()).containsExactlyInAnyOrder(id(one), id(other));
		assertThat(view(this.writer.draft(one + other)).upstream()).isEmpty();
	}

	@Test
	void aMergeIsForTheStepsCalledDirectlyInItsBlock() {
		String facts = this.writer.facts("a");
		String review;
		try (MergeScope merge = this.musubito.merge(facts)) {
			review = this.writer.review("b");
		}
		assertThat(view(review).upstream()).contains(id(facts));
		NodeView inner = this.lineage.graph(GraphQuery.operation("draft"))
			.nodes()
			.stream()
			.filter((node) -> node.operation().equals("draft"))
			.findFirst()
			.orElseThrow();
		assertThat(inner.upstream()).isEmpty();
	}

	@Test
	void aMergeOfWhatNoStepReturnedIsRefused() {
		assertThatExceptionOfType(UnknownLineageException.class).isThrownBy(() -> this.musubito.merge("text"))
			.withMessageContaining("no step returned this object of type java.lang.String");
		assertThatExceptionOfType(UnknownLineageException.class).isThrownBy(() -> this.musubito.resultOf("text"));
	}

	@Test
	void anEnclosingStepIsDownstreamOfWhatItCalls() {
		String review = this.writer.review("b");
		Graph graph = this.lineage.graph(GraphQuery.node(id(review)));
		assertThat(graph.edges()).singleElement().satisfies((edge) -> {
			assertThat(edge.kind()).isEqualTo(EdgeKind.CALL);
			assertThat(edge.to()).isEqualTo(id(review));
		});
	}

	@Test
	void invalidatingAnInnerStepMakesTheEnclosingOneRunAgain() {
		String review = this.writer.review("b");
		String inner = view(review).upstream().get(0);
		assertThat(this.lineage.invalidate(inner)).isEqualTo(2);
		int before = this.writer.calls();
		this.writer.review("b");
		assertThat(this.writer.calls()).isEqualTo(before + 2);
	}

	@Test
	void anEnclosingStepExpiresWithWhatItCalledWhereverItIsShown() {
		this.context.close();
		this.context = Engine.in(this.directory).start(Application.class, "musubito.steps.draft.ttl=1h");
		String review = this.context.getBean(Musubito.class)
			.resultOf(this.context.getBean(Writer.class).review("a"))
			.nodeId();
		MusubitoLineage lineage = this.context.getBean(MusubitoLineage.class);
		NodeView node = lineage.find(review).orElseThrow();
		NodeView draft = lineage.find(node.upstream().get(0)).orElseThrow();
		assertThat(draft.executedAt()).isNotNull();
		assertThat(node.expiresAt()).isEqualTo(draft.executedAt().plus(Duration.ofHours(1)));
		assertThat(lineage.graph(GraphQuery.all()).nodes()).containsExactlyInAnyOrder(node, draft);
	}

	@Test
	void anOutlineHasTheNodesAndEdgesOfTheGraph() {
		String draft = this.writer.draft(this.writer.facts("a"));
		this.writer.review(this.writer.sameFacts("a"));
		for (GraphQuery query : List.of(GraphQuery.all(), GraphQuery.all().limit(2), GraphQuery.node(id(draft)))) {
			Graph graph = this.lineage.graph(query);
			GraphOutline outline = this.context.getBean(LineageQueries.class).outline(query);
			assertThat(outline.nodes()).isEqualTo(graph.nodes()
				.stream()
				.map((node) -> new GraphOutline.Node(node.nodeId(), node.operation(), node.type(), node.status(),
						node.executedAt(), node.duration(), node.spent().usage().totalTokens()))
				.toList());
			assertThat(edges(outline)).isEqualTo(graph.edges());
			assertThat(outline.truncated()).isEqualTo(graph.truncated());
		}
		assertThat(this.context.getBean(LineageQueries.class).outline(GraphQuery.all()).calls()).hasSize(1);
	}

	private static List<Edge> edges(GraphOutline outline) {
		return IntStream.range(0, outline.edges().size() / 2)
			.mapToObj((edge) -> new Edge(outline.nodes().get(outline.edges().get(2 * edge)).nodeId(),
					outline.nodes().get(outline.edges().get(2 * edge + 1)).nodeId(),
					outline.calls().contains(edge) ? EdgeKind.CALL : EdgeKind.DATA))
			.toList();
	}

	@Test
	void aReplayedNodePointsAtItsProducer() {
		String first = this.writer.draft(this.writer.facts("a"));
		String again = this.writer.draft(this.writer.sameFacts("a"));
		MusubitoResult<String> replayed = this.musubito.resultOf(again);
		assertThat(replayed.outcome()).isEqualTo(StepOutcome.REPLAYED);
		assertThat(replayed.producerNodeId()).isEqualTo(id(first));
		assertThat(replayed.nodeId()).isNotEqualTo(id(first));
		assertThat(view(again).producerNodeId()).isEqualTo(id(first));
	}

	@Test
	void aBadAnswerDoesNotLiveOnUnderAnotherParent() {
		String first = this.writer.draft(this.writer.facts("a"));
		String again = this.writer.draft(this.writer.sameFacts("a"));
		assertThat(this.lineage.invalidate(id(again))).isEqualTo(2);
		assertThat(view(first).status()).isEqualTo(NodeStatus.STALE);
		assertThat(view(again).status()).isEqualTo(NodeStatus.STALE);
		int before = this.writer.calls();
		this.writer.draft(this.writer.facts("a"));
		assertThat(this.writer.calls()).isEqualTo(before + 1);
	}

	@Test
	void anUnknownNodeCantBeInvalidated() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.lineage.invalidate("00"));
		assertThat(this.lineage.find("00")).isEmpty();
	}

	@Test
	void aDiamondLadderOf200StagesIsInvalidatedWithoutWalkingEachOfItsPaths() {
		String left = this.writer.stage("left", List.of("start"));
		String right = this.writer.stage("right", List.of("start"));
		String root = id(left);
		for (int i = 0; i < 200; i++) {
			String nextLeft = this.writer.stage("left " + i, List.of(left, right));
			right = this.writer.stage("right " + i, List.of(left, right));
			left = nextLeft;
		}
		long started = System.nanoTime();
		assertThat(this.lineage.invalidate(root)).isEqualTo(401);
		// Some milliseconds, where nothing else keeps the machine busy
		assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
	}

	@Test
	void aStepMayReturnItsResultWithItsOrigin() {
		MusubitoResult<Integer> cold = this.writer.count("a b c");
		MusubitoResult<Integer> warm = this.writer.count("a b c");
		assertThat(cold.value()).isEqualTo(3);
		assertThat(cold.outcome()).isEqualTo(StepOutcome.EXECUTED);
		assertThat(warm.outcome()).isEqualTo(StepOutcome.REPLAYED);
		assertThat(warm.nodeId()).isEqualTo(cold.nodeId());
		String draft = this.writer.draftOf(warm);
		assertThat(view(draft).upstream()).containsExactly(cold.nodeId());
	}

	@Test
	void explainsWhyANodeWasExecuted() {
		String first = this.writer.draft("one");
		assertThat(this.lineage.explain(id(first)).reason()).isEqualTo(Reason.FIRST_EXECUTION);
		String second = this.writer.draft("two");
		Explanation why = this.lineage.explain(id(second));
		assertThat(why.reason()).isEqualTo(Reason.INPUT_CHANGED);
		assertThat(why.baselineNodeId()).isEqualTo(id(first));
		assertThat(why.changes()).extracting(Change::component).containsExactly("input.facts");
		String third = this.writer.draft(this.writer.facts("a"));
		assertThat(this.lineage.explain(id(third)).reason()).isEqualTo(Reason.UPSTREAM_CHANGED);
		assertThat(this.lineage.explain(id(third)).changes()).extracting(Change::component)
			.containsExactly("upstream facts");
	}

	@Test
	void aRunHasAJournal() {
		this.musubito.pipeline("letters", () -> this.writer.draft(this.writer.facts("a")));
		this.musubito.pipeline("letters", () -> this.writer.draft(this.writer.facts("a")));
		MusubitoRuns runs = this.context.getBean(MusubitoRuns.class);
		List<RunView> recent = runs.recent(10);
		assertThat(recent).extracting(RunView::pipeline).containsExactly("letters", "letters");
		assertThat(recent).extracting(RunView::status).containsOnly(RunStatus.SUCCESS);
		RunView warm = runs.find(recent.get(0).runId()).orElseThrow();
		assertThat(warm.steps()).extracting(StepView::operation).containsExactly("facts", "draft");
		assertThat(warm.steps()).extracting(StepView::outcome).containsOnly(StepOutcome.REPLAYED);
		RunView cold = runs.find(recent.get(1).runId()).orElseThrow();
		assertThat(cold.steps()).extracting(StepView::reason).containsOnly(Reason.FIRST_EXECUTION);
	}

	@Test
	void stepsOutsideOfARunHaveNone() {
		this.writer.facts("a");
		assertThat(this.context.getBean(MusubitoRuns.class).recent(10)).isEmpty();
	}

	private String id(Object result) {
		return this.musubito.resultOf(result).nodeId();
	}

	private NodeView view(Object result) {
		return this.lineage.find(id(result)).orElseThrow();
	}

	record Section(String title, Optional<String> text) {

	}

	static class Writer {

		private final Writer self;

		private int calls;

		Writer(Writer self) {
			this.self = self;
		}

		@MusubitoStep(name = "facts")
		String facts(String document) {
			this.calls++;
			return "facts of " + document;
		}

		@MusubitoStep(name = "same-facts")
		String sameFacts(String document) {
			this.calls++;
			return "facts of " + document;
		}

		@MusubitoStep(name = "words")
		List<String> words(String text) {
			return List.of(text.split(" "));
		}

		@MusubitoStep(name = "draft")
		String draft(String facts) {
			this.calls++;
			return "draft from " + facts;
		}

		@MusubitoStep(name = "draft-all")
		String draftAll(List<Section> sections) {
			return sections.toString().toUpperCase(Locale.ROOT);
		}

		@MusubitoStep(name = "review")
		String review(String text) {
			this.calls++;
			return "review of " + this.self.draft(text);
		}

		@MusubitoStep(name = "stage")
		String stage(String name, List<String> upstream) {
			return name;
		}

		@MusubitoStep(name = "count")
		MusubitoResult<Integer> count(String text) {
			return MusubitoResult.of(text.split(" ").length);
		}

		@MusubitoStep(name = "draft-of")
		String draftOf(MusubitoResult<Integer> words) {
			return "draft of " + words.value() + " words";
		}

		int calls() {
			return this.calls;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Writer writer(@Lazy Writer self) {
			return new Writer(self);
		}

	}

}
