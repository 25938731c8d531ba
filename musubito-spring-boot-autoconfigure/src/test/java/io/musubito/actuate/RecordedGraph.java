package io.musubito.actuate;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import io.musubito.Change;
import io.musubito.CodeBoundary;
import io.musubito.CodeLevel;
import io.musubito.CodeView;
import io.musubito.Cost;
import io.musubito.Edge;
import io.musubito.EdgeKind;
import io.musubito.EffectResolution;
import io.musubito.ExecutionCause;
import io.musubito.Explanation;
import io.musubito.Graph;
import io.musubito.GraphQuery;
import io.musubito.ModelUsage;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.NodeStatus;
import io.musubito.NodeView;
import io.musubito.OutputChange;
import io.musubito.OutputDiff;
import io.musubito.Reason;
import io.musubito.ReplayMode;
import io.musubito.ResumeOption;
import io.musubito.RunCause;
import io.musubito.RunCounts;
import io.musubito.RunDiff;
import io.musubito.RunHandle;
import io.musubito.RunKind;
import io.musubito.RunPlan;
import io.musubito.RunStatus;
import io.musubito.RunSummary;
import io.musubito.RunView;
import io.musubito.Spending;
import io.musubito.StepDefinition;
import io.musubito.StepDiff;
import io.musubito.StepDifference;
import io.musubito.StepOutcome;
import io.musubito.StepType;
import io.musubito.StepView;
import io.musubito.StoreException;
import io.musubito.Usage;
import io.musubito.WordChange;
import io.musubito.WordChange.Kind;
import io.musubito.execution.GivenResults;
import io.musubito.run.Overrides;
import io.musubito.run.Pipelines;
import io.musubito.run.RunResumer;
import io.musubito.run.RunTracker;
import io.musubito.run.SubmittedRuns;
import io.musubito.step.StepDefinitions;
import io.musubito.step.StepRegistry;
import io.musubito.store.ClaimStore;
import io.musubito.store.GraphOutline;
import io.musubito.store.LineageQueries;
import io.musubito.store.MetricsPeriod;
import io.musubito.store.NoStore;
import io.musubito.store.NodeDetails;
import io.musubito.store.NodeStore;
import io.musubito.store.Past;
import io.musubito.store.Removal;
import io.musubito.store.Retention;
import io.musubito.store.RetentionRules;
import io.musubito.store.StoreMetrics;
import io.musubito.store.StoreMetrics.Bucket;
import io.musubito.store.StoreMetrics.Holdings;
import io.musubito.store.StoreMetrics.OperationMetrics;
import io.musubito.store.StoreMetrics.Unused;
import io.musubito.store.StoreRetention;
import io.musubito.store.StoreSummary;
import io.musubito.store.StoreSummary.OperationSummary;
import io.musubito.store.StoreTransfer;
import io.musubito.value.CanonicalEncoder;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A small recorded graph in memory: {@code retrieve → draft}, one run, one request.
 */
@Configuration(proxyBeanMethods = false)
class RecordedGraph {

	static final String SECRET = "s3cret";

	static final Spending SPENT = new Spending(Usage.of(new ModelUsage("gpt-5-mini", 2, 120, 30, 100)),
			new Cost(new BigDecimal("0.0000675"), List.of()));

	static final NodeView RETRIEVE = new NodeView("a1".repeat(32), "retrieve", StepType.DETERMINISTIC,
			NodeStatus.SUCCESS, "a1".repeat(32), "c1".repeat(32), Instant.parse("2026-01-02T03:04:05Z"), null,
			Duration.ofMillis(12), Spending.NONE, List.of(), List.of("b2".repeat(32)), null);

	static final NodeView DRAFT = new NodeView("b2".repeat(32), "draft", StepType.STOCHASTIC, NodeStatus.STALE,
			"b2".repeat(32), "d2".repeat(32), Instant.parse("2026-01-02T03:04:06.5Z"),
			Instant.parse("2026-01-02T04:04:06.5Z"), Duration.ofMillis(1500), SPENT, List.of("a1".repeat(32)),
			List.of(),
			new Explanation(Reason.INPUT_CHANGED,
					List.of(new Change("input.question $['" + SECRET + "']", "old " + SECRET, SECRET)), "e5".repeat(32),
					null));

	static final CodeView CODE = new CodeView("ab".repeat(32), true, CodeLevel.REACHABLE,
			new TreeSet<>(Set.of("com.acme.Writer#draft(java.lang.String)", "com.acme.Writer#<init>()")),
			new CodeBoundary(
					new TreeSet<>(Set.of("org.springframework.ai.chat.client.ChatClient#prompt(java.lang.String)")),
					Collections.emptySortedSet(), Collections.emptySortedSet(), Collections.emptySortedSet(),
					Collections.emptySortedSet(), Collections.emptySortedSet()));

	static final RunView RUN = new RunView("f1".repeat(16), "answer", RunKind.PIPELINE, RunStatus.SUCCESS,
			Instant.parse("2026-01-02T03:04:05Z"), Instant.parse("2026-01-02T03:04:08Z"), null, null, SPENT,
			Spending.NONE, new RunCounts(1, 1, 0, 0), Duration.ofMillis(12),
			List.of(new ExecutionCause(Reason.INPUT_CHANGED, "input.question", 1)),
			List.of(new StepView(1, "retrieve", RETRIEVE.nodeId(), StepOutcome.REPLAYED, true, null, null,
					Duration.ofMillis(1), Duration.ofMillis(12), Spending.NONE, Spending.NONE),
					new StepView(2, "draft", DRAFT.nodeId(), StepOutcome.EXECUTED, false, Reason.INPUT_CHANGED,
							DRAFT.why(), Duration.ofMillis(1500), Duration.ZERO, SPENT, Spending.NONE)));

	static final RunView REQUEST = new RunView("f2".repeat(16), "POST /answers", RunKind.REQUEST, RunStatus.RUNNING,
			Instant.parse("2026-01-02T03:04:04Z"), null, null, null, Spending.NONE, Spending.NONE, RunCounts.NONE,
			Duration.ZERO, List.of(), List.of());

	@Bean
	MusubitoLineage musubitoLineage() {
		return new Nodes();
	}

	@Bean
	RunTracker musubitoRunTracker() {
		return new RunTracker(new NoStore().runs(), new NoStore().processes(), Clock.systemUTC());
	}

	@Bean
	SubmittedRuns musubitoSubmittedRuns(RunTracker tracker, RunResumer resumer) {
		NoStore none = new NoStore();
		return new SubmittedRuns(none.runs(), tracker, resumer, new Pipelines(), none.processes(), () -> {
			throw new UnsupportedOperationException();
		}, Clock.systemUTC());
	}

	@Bean
	RunResumer musubitoRunResumer(RunTracker tracker) {
		Overrides overrides = new Overrides(new NoStore().runs(), new StepRegistry(),
				new GivenResults(new CanonicalEncoder((type) -> false)), () -> ReplayMode.REPLAY, Clock.systemUTC());
		return new RunResumer(new NoStore().runs(), tracker, new Pipelines(), overrides);
	}

	@Bean
	MusubitoRuns musubitoRuns() {
		return new Runs();
	}

	@Bean
	NodeStore nodeStore() {
		return new NoStore().nodes();
	}

	@Bean
	ClaimStore claimStore() {
		return new NoStore().claims();
	}

	@Bean
	Retention retention() {
		return new Retention(new Removed(), new RetentionRules(null, null, null, Duration.ofDays(400)),
				Clock.systemUTC());
	}

	@Bean
	StoreTransfer storeTransfer() {
		return new ExportedStore();
	}

	@Bean
	LineageQueries lineageQueries() {
		return new Queries();
	}

	@Bean
	StepDefinitions stepDefinitions() {
		return new Steps();
	}

	static final class Nodes implements MusubitoLineage {

		@Override
		public void backup(Path target) {
			throw new UnsupportedOperationException();
		}

		private final List<NodeView> nodes = List.of(RETRIEVE, DRAFT);

		final List<GraphQuery> queries = new ArrayList<>();

		@Override
		public void resolveEffect(String nodeId, EffectResolution resolution) {
			throw new IllegalStateException("not in doubt");
		}

		@Override
		public Optional<NodeView> find(String nodeId) {
			if (nodeId.startsWith("broken")) {
				throw new StoreException("disk I/O error: " + SECRET, null);
			}
			return this.nodes.stream().filter((node) -> node.nodeId().equals(nodeId)).findFirst();
		}

		@Override
		public synchronized Graph graph(GraphQuery query) {
			this.queries.add(query);
			List<NodeView> selected = this.nodes.stream().filter((node) -> switch (query.selector()) {
				case ALL -> true;
				case RUN -> RUN.runId().equals(query.value());
				case NODE -> node.nodeId().equals(query.value());
				case OPERATION -> node.operation().equals(query.value());
			}).limit(query.limit()).toList();
			List<Edge> edges = (selected.size() == 2)
					? List.of(new Edge(RETRIEVE.nodeId(), DRAFT.nodeId(), EdgeKind.DATA)) : List.of();
			return new Graph(selected, edges, query.limit() < 2);
		}

		@Override
		public int invalidate(String nodeId) {
			find(nodeId).orElseThrow(() -> new IllegalArgumentException("There is no node " + nodeId));
			return 2;
		}

		@Override
		public int erase(String nodeId) {
			find(nodeId).orElseThrow(() -> new IllegalArgumentException("There is no node " + nodeId));
			return 3;
		}

		@Override
		public Explanation explain(String nodeId) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Optional<CodeView> code(String nodeId) {
			return (nodeId.equals(DRAFT.nodeId())) ? Optional.of(CODE) : Optional.empty();
		}

	}

	/**
	 * Twice as much goes as is foreseen.
	 */
	static final class Removed implements StoreRetention {

		private static final Removal REMOVAL = new Removal(2, 1, 3, 4, 500, Duration.ofSeconds(9), SPENT.usage());

		@Override
		public Removal foresee(RetentionRules rules, Instant now) {
			return REMOVAL;
		}

		@Override
		public Removal apply(RetentionRules rules, Instant now) {
			return REMOVAL.plus(REMOVAL);
		}

		@Override
		public int erase(String nodeId, Instant now) {
			throw new UnsupportedOperationException();
		}

	}

	static final class Runs implements MusubitoRuns {

		@Override
		public List<RunView> recent(int limit) {
			return List.of(RUN, REQUEST)
				.stream()
				.limit(limit)
				.map((run) -> new RunView(run.runId(), run.pipeline(), run.kind(), run.status(), run.startedAt(),
						run.endedAt(), run.resumedFrom(), run.parentRunId(), run.spent(), run.savings(), run.counts(),
						run.timeSaved(), run.causes(), List.of()))
				.toList();
		}

		@Override
		public List<RunView> recent(int limit, String pipeline) {
			return recent(Integer.MAX_VALUE).stream()
				.filter((run) -> run.pipeline().equals(pipeline))
				.limit(limit)
				.toList();
		}

		@Override
		public Optional<RunView> find(String runId) {
			return List.of(RUN, REQUEST).stream().filter((run) -> run.runId().equals(runId)).findFirst();
		}

		@Override
		public RunView resume(String runId, ResumeOption... options) {
			throw new UnsupportedOperationException();
		}

		@Override
		public RunHandle submit(String pipeline, Object... arguments) {
			throw new UnsupportedOperationException();
		}

		@Override
		public RunPlan plan(String runId, ResumeOption... options) {
			throw new UnsupportedOperationException();
		}

		@Override
		public RunDiff diff(String runId, String otherRunId) {
			if (!runId.equals(otherRunId)) {
				throw new IllegalArgumentException("only runs of one pipeline can be compared");
			}
			RunSummary run = new RunSummary(runId, RUN.pipeline(), RUN.status(), Duration.ofSeconds(3), 1, 1, SPENT,
					Spending.NONE);
			Change model = new Change("property spring.ai.openai.chat.model", "gpt-4o", "gpt-5");
			Change tone = new Change("property app.tone", SECRET, "polite");
			Change input = new Change("input.question $['" + SECRET + "']", "old " + SECRET, SECRET);
			OutputDiff output = new OutputDiff("c1".repeat(32), "c2".repeat(32),
					List.of(new OutputChange("$", SECRET, SECRET + "2", List.of(new WordChange(Kind.ADDED, SECRET)))),
					null);
			return new RunDiff(run, run,
					List.of(new RunCause(Reason.CONFIGURATION_CHANGED, model, List.of(tone), List.of("draft")),
							new RunCause(Reason.INPUT_CHANGED, input, List.of(), List.of("draft"))),
					List.of(new StepDiff("draft", "draft[1]", StepDifference.OUTPUT_CHANGED, null, RUN.steps().get(1),
							List.of(model, input), output, "IllegalStateException: " + SECRET)),
					List.of());
		}

	}

	static final class Queries implements LineageQueries {

		@Override
		public Optional<NodeDetails> find(String nodeId) {
			if (DRAFT.nodeId().equals(nodeId)) {
				return Optional
					.of(new NodeDetails(DRAFT, new TreeMap<>(), "{\"question\":\"" + SECRET + "\",\"top\":1.10}",
							"\"<script>" + SECRET + "\"", "IllegalStateException: " + SECRET, null));
			}
			return Optional.of(new NodeDetails(RETRIEVE, new TreeMap<>(), null, "not JSON: \"", null, null));
		}

		@Override
		public Graph graph(GraphQuery query) {
			throw new UnsupportedOperationException();
		}

		@Override
		public GraphOutline outline(GraphQuery query) {
			List<GraphOutline.Node> nodes = new Nodes().graph(query)
				.nodes()
				.stream()
				.map((node) -> new GraphOutline.Node(node.nodeId(), node.operation(), node.type(), node.status(),
						node.executedAt(), node.duration(), node.spent().usage().totalTokens()))
				.toList();
			return new GraphOutline(nodes, (nodes.size() == 2) ? List.of(0, 1) : List.of(), List.of(),
					query.limit() < 2);
		}

		@Override
		public Optional<Past> findPast(String nodeId, int limit) {
			return (new Nodes().find(nodeId).isEmpty()) ? Optional.empty()
					: Optional.of(new Past(List.of(DRAFT.nodeId(), RETRIEVE.nodeId()),
							List.of(new Past.Dependency(DRAFT.nodeId(), RETRIEVE.nodeId(), "DATA", false)), false));
		}

		@Override
		public Map<String, Map<String, Instant>> findCalled(Collection<String> nodeIds) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void backup(Path target) {
			throw new UnsupportedOperationException();
		}

		@Override
		public StoreMetrics metrics(MetricsPeriod period, Instant now) {
			Instant from = Instant.parse("2026-01-02T00:00:00Z");
			return new StoreMetrics(from, from.plus(period.bucket()), period.bucket(),
					List.of(new Bucket(from, 1, 2, 3, Duration.ofMillis(1500), SPENT.usage(), Usage.NONE)),
					Map.of(Reason.EXPIRED, 2L),
					List.of(new OperationMetrics("cheap", null, 4, 0, 0, Duration.ofHours(1), Duration.ZERO, Usage.NONE,
							Usage.NONE),
							new OperationMetrics("draft", StepType.DETERMINISTIC, 1, 2, 3, Duration.ofMillis(4),
									Duration.ofMillis(1500), SPENT.usage(), Usage.NONE)),
					new Holdings(4096, 3, 3, 100, List.of(new Unused(7, 2, 90))));
		}

		@Override
		public SortedMap<String, Integer> findInvalidated(String nodeId) {
			return new TreeMap<>(Map.of("draft", 1, "retrieve", 1));
		}

		@Override
		public StoreSummary summary() {
			return new StoreSummary("sqlite", ".musubito/musubito.db", "team", 4096, 3, 3, 1, 2,
					List.of(new OperationSummary("draft", StepType.STOCHASTIC, 1, 2, 1, Duration.ofMillis(1500),
							SPENT.usage(), SPENT.usage(), Map.of(NodeStatus.STALE, 1L)),
							new OperationSummary("retired", StepType.DETERMINISTIC, 3, 1, 0, Duration.ofMillis(500),
									Usage.NONE, Usage.NONE, Map.of(NodeStatus.SUCCESS, 1L))));
		}

	}

	static final class Steps implements StepDefinitions {

		private final List<StepDefinition> steps = List.of(
				new StepDefinition("draft", StepType.STOCHASTIC, Duration.ofHours(1), true, false, "v2", null),
				new StepDefinition("retrieve", StepType.DETERMINISTIC, null, true, false, "", null));

		@Override
		public Collection<StepDefinition> all() {
			return this.steps;
		}

		@Override
		public Optional<StepDefinition> find(String operation) {
			return this.steps.stream().filter((step) -> step.operation().equals(operation)).findFirst();
		}

		@Override
		public CodeBoundary boundary(String operation) {
			return CodeBoundary.NONE;
		}

		@Override
		public SortedMap<String, String> components(String operation) {
			throw new UnsupportedOperationException();
		}

	}

}
