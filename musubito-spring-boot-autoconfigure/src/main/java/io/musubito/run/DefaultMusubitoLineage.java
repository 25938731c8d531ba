package io.musubito.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.musubito.Change;
import io.musubito.CodeBoundary;
import io.musubito.CodeView;
import io.musubito.EffectResolution;
import io.musubito.Explanation;
import io.musubito.Graph;
import io.musubito.GraphQuery;
import io.musubito.MusubitoLineage;
import io.musubito.NodeStatus;
import io.musubito.NodeView;
import io.musubito.Reason;
import io.musubito.Spending;
import io.musubito.StepDefinition;
import io.musubito.execution.EffectResolver;
import io.musubito.replay.ReplayPolicy;
import io.musubito.step.Boundaries;
import io.musubito.step.StepDefinitions;
import io.musubito.store.Claim;
import io.musubito.store.ClaimStore;
import io.musubito.store.LineageQueries;
import io.musubito.store.NodeDetails;
import io.musubito.store.NodeStore;
import io.musubito.store.Production;
import io.musubito.store.RecordedCode;
import io.musubito.store.Retention;
import io.musubito.usage.Prices;
import org.jspecify.annotations.Nullable;

/**
 * What is stored, seen with today's configuration.
 */
final class DefaultMusubitoLineage implements MusubitoLineage {

	private final LineageQueries queries;

	private final NodeStore nodes;

	private final ClaimStore claims;

	private final StepDefinitions definitions;

	private final EffectResolver effects;

	private final PricedViews prices;

	private final Retention retention;

	/**
	 * Creates it.
	 * @param queries answers questions
	 * @param nodes has the nodes
	 * @param claims knows what is being executed
	 * @param definitions the steps of today
	 * @param effects resolves effects
	 * @param prices tells what tokens cost
	 * @param retention erases
	 */
	DefaultMusubitoLineage(LineageQueries queries, NodeStore nodes, ClaimStore claims, StepDefinitions definitions,
			EffectResolver effects, Prices prices, Retention retention) {
		this.queries = queries;
		this.nodes = nodes;
		this.claims = claims;
		this.definitions = definitions;
		this.effects = effects;
		this.prices = new PricedViews(prices);
		this.retention = retention;
	}

	@Override
	public Optional<NodeView> find(String nodeId) {
		Claim claim = running().get(nodeId);
		return this.queries.find(nodeId)
			.map(NodeDetails::view)
			.map((view) -> withExpiresAt(view, this.queries.findCalled(List.of(nodeId))))
			.map(this.prices::node)
			.map((view) -> (claim != null) ? running(view) : view)
			.or(() -> Optional.ofNullable(claim).map(DefaultMusubitoLineage::view));
	}

	/**
	 * What is being executed, in whichever process. Of two that execute for the same node
	 * it does not matter which one is found.
	 */
	private Map<String, Claim> running() {
		return this.claims.findAll()
			.stream()
			.collect(Collectors.toMap(Claim::nodeId, Function.identity(), (one, other) -> one));
	}

	private static NodeView running(NodeView view) {
		return new NodeView(view.nodeId(), view.operation(), view.type(), NodeStatus.RUNNING, view.producerNodeId(),
				view.artifactId(), view.executedAt(), view.expiresAt(), view.duration(), view.spent(), view.upstream(),
				view.downstream(), view.why(), view.manual());
	}

	private static NodeView view(Claim claim) {
		return new NodeView(claim.nodeId(), claim.operation(), claim.type(), NodeStatus.RUNNING, claim.nodeId(), null,
				null, null, Duration.ZERO, Spending.NONE, List.of(), List.of(), null);
	}

	@Override
	public Graph graph(GraphQuery query) {
		Graph graph = this.queries.graph(query);
		Map<String, Map<String, Instant>> called = this.queries
			.findCalled(graph.nodes().stream().map(NodeView::nodeId).toList());
		Map<String, Claim> running = running();
		return new Graph(graph.nodes()
			.stream()
			.map((view) -> withExpiresAt(view, called))
			.map(this.prices::node)
			.map((view) -> running.containsKey(view.nodeId()) ? running(view) : view)
			.toList(), graph.edges(), graph.truncated());
	}

	@Override
	public int invalidate(String nodeId) {
		return this.nodes.invalidate(nodeId);
	}

	@Override
	public int erase(String nodeId) {
		return this.retention.erase(nodeId);
	}

	@Override
	public void backup(Path target) {
		this.queries.backup(target);
	}

	@Override
	public Explanation explain(String nodeId) {
		NodeDetails node = this.queries.find(nodeId)
			.orElseThrow(() -> new IllegalArgumentException("There is no node '" + nodeId + "'"));
		Explanation why = node.view().why();
		return (why != null) ? why : withUnseen(explainReplay(node.view()), node);
	}

	/**
	 * Whoever asks why an answer was replayed may be looking for a change that the
	 * identity does not cover.
	 */
	private Explanation withUnseen(Explanation why, NodeDetails node) {
		StepDefinition step = this.definitions.find(node.view().operation()).orElse(null);
		String unseen = (step != null) ? Boundaries.describe(boundary(node), step, node.components().keySet()) : "";
		if (unseen.isEmpty()) {
			return why;
		}
		List<Change> changes = new ArrayList<>(why.changes());
		changes.add(new Change("not seen by this step: " + unseen, null, null));
		return new Explanation(why.reason(), changes, why.baselineNodeId(), why.rootCauseNodeId());
	}

	private CodeBoundary boundary(NodeDetails node) {
		String operation = node.view().operation();
		String fingerprint = node.components().getOrDefault("code", "");
		return fingerprint.equals(this.definitions.components(operation).get("code"))
				? this.definitions.boundary(operation)
				: this.nodes.findCode(fingerprint).map(RecordedCode::boundary).orElse(CodeBoundary.NONE);
	}

	@Override
	public Optional<CodeView> code(String nodeId) {
		NodeDetails node = this.queries.find(nodeId)
			.orElseThrow(() -> new IllegalArgumentException("There is no node '" + nodeId + "'"));
		String fingerprint = node.components().getOrDefault("code", "");
		boolean current = fingerprint.equals(this.definitions.components(node.view().operation()).get("code"));
		return this.nodes.findCode(fingerprint)
			.map((code) -> new CodeView(fingerprint, current, code.level(), new TreeSet<>(code.parts().keySet()),
					boundary(node)));
	}

	@Override
	public void resolveEffect(String nodeId, EffectResolution resolution) {
		this.effects.resolve(nodeId, resolution);
	}

	private Explanation explainReplay(NodeView view) {
		Production production = this.nodes.findProduction(view.nodeId())
			.orElseThrow(() -> new IllegalArgumentException("There is no node '" + view.nodeId() + "' any more"));
		Explanation why = production.why();
		List<Change> changes = new ArrayList<>();
		changes.add(new Change("replay of " + production.nodeId(), null, "executed" + production.whenAndByWhichRun()));
		if (why == null) {
			return new Explanation(Reason.FIRST_EXECUTION, changes, null, null);
		}
		changes.addAll(why.changes());
		return new Explanation(why.reason(), changes, why.baselineNodeId(), why.rootCauseNodeId());
	}

	private @Nullable Instant expiresAt(String operation, @Nullable Instant executedAt) {
		return (executedAt != null) ? this.definitions.find(operation)
			.map((definition) -> ReplayPolicy.expiresAt(definition, executedAt))
			.orElse(null) : null;
	}

	private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
		if (one == null || other == null) {
			return (one != null) ? one : other;
		}
		return one.isBefore(other) ? one : other;
	}

	// An enclosing step expires no later than what it called
	private NodeView withExpiresAt(NodeView view, Map<String, Map<String, Instant>> calledByNode) {
		// What was given by hand is for its runs, however long they take
		Instant expiresAt = (view.manual() == null) ? expiresAt(view.operation(), view.executedAt()) : null;
		for (Map.Entry<String, Instant> called : calledByNode.getOrDefault(view.nodeId(), Map.of()).entrySet()) {
			expiresAt = earlier(expiresAt, expiresAt(called.getKey(), called.getValue()));
		}
		return new NodeView(view.nodeId(), view.operation(), view.type(), view.status(), view.producerNodeId(),
				view.artifactId(), view.executedAt(), expiresAt, view.duration(), view.spent(), view.upstream(),
				view.downstream(), view.why(), view.manual());
	}

}
