package io.musubito.execution;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

import io.musubito.Change;
import io.musubito.Explanation;
import io.musubito.Reason;
import io.musubito.ReplayMode;
import io.musubito.StoreException;
import io.musubito.code.CodeFingerprint;
import io.musubito.lineage.Rerun;
import io.musubito.replay.Decision;
import io.musubito.replay.ExplainedCall;
import io.musubito.replay.Explainer;
import io.musubito.replay.ReplayPolicy;
import io.musubito.store.Baseline;
import io.musubito.store.Node;
import io.musubito.store.NodeKey;
import io.musubito.store.NodeStore;
import io.musubito.store.RecordedCode;
import io.musubito.store.StoreAccess;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Says why a call executes, compared with the newest one like it, and where the result
 * comes from of a call that doesn't.
 */
final class Explanations {

	private static final Log logger = LogFactory.getLog(Explanations.class);

	private final NodeStore nodes;

	private final Degradation degradation;

	private final Explainer explainer;

	private final boolean writeOnly;

	/**
	 * Creates it.
	 * @param writeOnly whether nothing that is stored is replayed
	 */
	Explanations(NodeStore nodes, Degradation degradation, boolean writeOnly) {
		this.writeOnly = writeOnly;
		this.nodes = nodes;
		this.degradation = degradation;
		this.explainer = new Explainer(nodes::findProduction);
	}

	/**
	 * Explains an execution. A step doesn't fail because that can't be done.
	 * @param call the call
	 * @param decision why nothing is replayed
	 * @param inputs the canonical inputs; {@code null} when they are not kept
	 * @return the explanation; only the reason when nothing more can be said
	 */
	Explanation explain(IdentifiedCall call, Decision.Execute decision, @Nullable String inputs) {
		ExplainedCall subject = new ExplainedCall(call.keyOfExecution(inputs), call.consumed(),
				call.context().merged());
		if (decision.reason() != Reason.STORE_UNAVAILABLE) {
			try {
				String obstacle = findObstacle(call, decision);
				if (obstacle != null) {
					return new Explanation(decision.reason(), List.of(new Change("not kept: " + obstacle, null, null)),
							call.identity().nodeId(), null);
				}
				Baseline baseline = this.nodes.findBaseline(subject.key(), call.position()).orElse(null);
				return explainForced(call, decision,
						this.explainer.explain(decision, subject, baseline, (baseline != null)
								? changedCode(call.call().step().code().get(), baseline.components().get("code"))
								: List.of()));
			}
			catch (StoreException ex) {
				this.degradation.noteFailure(call.operation(), ex);
			}
			catch (RuntimeException ex) {
				logger.warn("It can't be explained why step '" + call.operation() + "' executes", ex);
			}
		}
		return new Explanation(decision.reason(), List.of(), null, null);
	}

	/**
	 * Explains why a call is not recorded.
	 * @param call the call
	 * @param decision why the recording has no answer to it
	 * @param key the key of the call as it is recorded
	 * @param nearest the recorded call to compare with; {@code null} when there is none
	 * @return the explanation
	 */
	Explanation explain(IdentifiedCall call, Decision.Execute decision, NodeKey key, @Nullable Baseline nearest) {
		return this.explainer.explain(decision, new ExplainedCall(key, call.consumed(), call.context().merged()),
				nearest, List.of());
	}

	/**
	 * Why the last result of the same computation is not kept, when that is why the call
	 * executes.
	 */
	private @Nullable String findObstacle(IdentifiedCall call, Decision.Execute decision) {
		Node previous = decision.previous();
		if (decision.reason() != Reason.REPLAY_DISABLED || decision.called() != null || previous == null
				|| previous.kept() || ReplayPolicy.neverReplays(call.definition())) {
			return null;
		}
		return this.nodes.findObstacle(previous.nodeId()).orElse(null);
	}

	private Explanation explainForced(IdentifiedCall call, Decision.Execute decision, Explanation why) {
		if (this.writeOnly && decision.reason() == Reason.FORCED && !call.definition().forceReexecution()) {
			return Explainer.explainForced(StoreAccess.PROPERTY + " " + StoreAccess.WRITE_ONLY, why);
		}
		return explainRerun(call, decision, why);
	}

	private static Explanation explainRerun(IdentifiedCall call, Decision.Execute decision, Explanation why) {
		Rerun rerun = call.rerun();
		if (rerun == null || decision.reason() != Reason.FORCED || call.mode() == ReplayMode.REFRESH
				|| call.definition().forceReexecution()) {
			return why;
		}
		return Explainer.explainResumption(new TreeSet<>(rerun.operations()), why);
	}

	/**
	 * The parts of the code that are others than they were, when these are known.
	 */
	List<Change> changedCode(CodeFingerprint now, @Nullable String hashBefore) {
		if (hashBefore == null || hashBefore.equals(now.hash())) {
			return List.of();
		}
		SortedMap<String, String> before = this.nodes.findCode(hashBefore).map(RecordedCode::parts).orElse(null);
		if (before == null || before.isEmpty()) {
			return List.of();
		}
		return now.changedSince(before)
			.stream()
			.map((part) -> new Change("code " + part, before.get(part), now.parts().get(part)))
			.toList();
	}

	/**
	 * Describes where the answer of a call that did not execute came from.
	 * @return part of a sentence for the log
	 */
	String describeProduction(Answer answer) {
		String producer = "produced by node " + answer.producerNodeId();
		try {
			return this.nodes.findProduction(answer.nodeId())
				.or(() -> this.nodes.findProduction(answer.producerNodeId()))
				.map((production) -> producer + production.whenAndByWhichRun())
				.orElse(producer);
		}
		catch (StoreException ex) {
			return producer;
		}
	}

}
