package io.musubito.execution;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

import io.musubito.Change;
import io.musubito.Explanation;
import io.musubito.NodeStatus;
import io.musubito.PlannedOutcome;
import io.musubito.Reason;
import io.musubito.ReplayMode;
import io.musubito.artifact.Artifact;
import io.musubito.identity.Identity;
import io.musubito.identity.IdentityContributors;
import io.musubito.identity.StepIdentifier;
import io.musubito.lineage.Rerun;
import io.musubito.replay.Decision;
import io.musubito.replay.ExplainedCall;
import io.musubito.replay.Explainer;
import io.musubito.replay.ReplayPolicy;
import io.musubito.replay.ReplayPolicy.Today;
import io.musubito.step.Step;
import io.musubito.step.StepRegistry;
import io.musubito.store.Baseline;
import io.musubito.store.CalledStep;
import io.musubito.store.EffectStore;
import io.musubito.store.KeyComponents;
import io.musubito.store.Node;
import io.musubito.store.NodeKey;
import io.musubito.store.NodeStore;
import io.musubito.store.RunHistory;
import org.jspecify.annotations.Nullable;

/**
 * Foresees how calls that were recorded would be answered now: with what the steps are
 * made of today, at the time of the clock, without running anything. Safe for use by many
 * threads.
 */
public final class Forecaster {

	private final RunHistory history;

	private final NodeStore nodes;

	private final StepRegistry steps;

	private final RecordedIdentities identities;

	private final EffectForecaster effects;

	private final Explanations explanations;

	private final ReplayPolicy policy;

	public Forecaster(StepIdentifier identifier, IdentityContributors contributors, RunHistory history, NodeStore nodes,
			EffectStore effects, StepRegistry steps, Surroundings surroundings, TestDoubles doubles,
			Degradation degradation, Clock clock) {
		this.history = history;
		this.nodes = nodes;
		this.steps = steps;
		this.identities = new RecordedIdentities(identifier, contributors, surroundings, doubles);
		this.effects = new EffectForecaster(effects);
		this.explanations = new Explanations(nodes, degradation, false);
		this.policy = new ReplayPolicy(clock, (called) -> steps.find(called)
			.map((step) -> new Today(step.definition(), this.identities.components(step, called.components()))));
	}

	/**
	 * Foresees the answer to a recorded call.
	 * @param operation the step
	 * @param nodeId the node of the call
	 * @param producers gives for each node whose result it consumed the one whose result
	 * takes its place now
	 * @param mode how calls are answered
	 * @param rerun what is executed again although it is stored; {@code null} for nothing
	 * @return the answer, for a call with the same inputs
	 */
	public Forecast forecast(String operation, String nodeId, UnaryOperator<String> producers, ReplayMode mode,
			@Nullable Rerun rerun) {
		Baseline recorded = this.history.findCall(nodeId).orElse(null);
		if (recorded == null) {
			return unknown(new Explanation(Reason.ARTIFACT_MISSING,
					List.of(new Change("what is recorded of the call", null, null)), null, null));
		}
		Step step = this.steps
			.find(new CalledStep(operation, nodeId, NodeStatus.SUCCESS, true, null, recorded.components()))
			.orElse(null);
		if (step == null) {
			return unknown(new Explanation(Reason.CODE_CHANGED, List.of(new Change("step " + operation, "there", null)),
					nodeId, null));
		}
		try {
			return forecast(step, recorded, recorded.upstream().stream().map(producers).toList(), mode, rerun);
		}
		catch (UnforeseeableException ex) {
			return unknown(new Explanation(Reason.CONFIGURATION_CHANGED,
					List.of(new Change(String.valueOf(ex.getMessage()), null, null)), nodeId, null));
		}
	}

	private Forecast forecast(Step step, Baseline recorded, Collection<String> producers, ReplayMode mode,
			@Nullable Rerun rerun) {
		Identity identity = this.identities.today(step, recorded, producers);
		boolean changed = isChanged(recorded.components(), identity.components());
		if (mode == ReplayMode.OFF) {
			return new Forecast(PlannedOutcome.RUNS,
					new Explanation(Reason.FORCED, List.of(new Change("mode OFF", null, null)), null, null), changed,
					identity.replayKey(), null, null);
		}
		if (step.effect() != null) {
			return this.effects.forecast(step, step.effect(), identity, changed);
		}
		Node node = this.nodes.find(identity.nodeId(), identity.replayKey()).orElse(null);
		boolean again = rerun != null && mode != ReplayMode.REFRESH && isRerun(rerun, step, identity, node);
		Decision decision = decide(step, (again) ? ReplayMode.REFRESH : mode, node);
		if (decision instanceof Decision.Replay replay) {
			return new Forecast(PlannedOutcome.REPLAYS, null, changed, identity.replayKey(),
					replay.node().producerNodeId(), replay.node().artifactId());
		}
		Decision.Execute execute = (Decision.Execute) decision;
		Explanation why = explain(step, execute, identity, recorded);
		boolean forced = execute.reason() == Reason.FORCED && !step.definition().forceReexecution();
		return new Forecast(
				PlannedOutcome.RUNS, (again && rerun != null && forced)
						? Explainer.explainResumption(new TreeSet<>(rerun.operations()), why) : why,
				changed, identity.replayKey(), null, null);
	}

	private boolean isRerun(Rerun rerun, Step step, Identity identity, @Nullable Node node) {
		return rerun.includes(step.definition().operation(), identity.replayKey()) || (node != null && node.calls()
				&& this.nodes.findCalled(node.nodeId())
					.stream()
					.anyMatch((called) -> rerun.operations().contains(called.operation())));
	}

	private Decision decide(Step step, ReplayMode mode, @Nullable Node node) {
		Decision decision = this.policy.decide(step.definition(), mode, node,
				() -> (node != null) ? this.nodes.findCalled(node.nodeId()) : List.of());
		if (decision instanceof Decision.Replay replay && !isIntact(replay.node())) {
			return new Decision.Execute(Reason.ARTIFACT_CORRUPT, null, replay.node());
		}
		return decision;
	}

	private static boolean isIntact(Node node) {
		return node.payload() != null && Artifact.of(node.payload()).artifactId().equals(node.artifactId());
	}

	private Explanation explain(Step step, Decision.Execute decision, Identity identity, Baseline recorded) {
		NodeKey key = new NodeKey(identity.nodeId(), identity.replayKey(), step.definition().operation(),
				step.definition().type(), identity.components(), recorded.inputs());
		return new Explainer(this.nodes::findProduction).explain(decision, new ExplainedCall(key, Map.of(), List.of()),
				recorded, this.explanations.changedCode(step.code().get(), recorded.components().get("code")));
	}

	private static boolean isChanged(SortedMap<String, String> before, SortedMap<String, String> now) {
		SortedMap<String, String> all = new TreeMap<>(before);
		all.putAll(now);
		return all.keySet()
			.stream()
			.anyMatch((component) -> !NodeKey.isNote(component)
					&& !KeyComponents.isSame(component, before.get(component), now.get(component)));
	}

	private static Forecast unknown(Explanation why) {
		return new Forecast(PlannedOutcome.MAY_RUN, why, true, "", null, null);
	}

}
