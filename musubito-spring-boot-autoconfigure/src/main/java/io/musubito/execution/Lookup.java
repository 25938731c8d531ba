package io.musubito.execution;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Supplier;

import io.musubito.ArtifactRoundTripException;
import io.musubito.Change;
import io.musubito.Explanation;
import io.musubito.NodeStatus;
import io.musubito.Reason;
import io.musubito.ReplayMode;
import io.musubito.StepOutcome;
import io.musubito.StoreException;
import io.musubito.artifact.Artifact;
import io.musubito.artifact.ArtifactFormatException;
import io.musubito.code.CodeFingerprint;
import io.musubito.lineage.Rerun;
import io.musubito.lineage.RunAnswer;
import io.musubito.replay.Decision;
import io.musubito.replay.Explainer;
import io.musubito.replay.ReplayPolicy;
import io.musubito.replay.Subject;
import io.musubito.store.Baseline;
import io.musubito.store.CalledStep;
import io.musubito.store.Node;
import io.musubito.store.NodeStore;
import io.musubito.store.RecordedCode;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * Looks for a result that may be replayed: first for the very node of the call, then for
 * the newest of the same computation under other parents.
 */
final class Lookup {

	private static final Log logger = LogFactory.getLog(Lookup.class);

	private final NodeStore nodes;

	private final ReplayPolicy policy;

	private final Surroundings surroundings;

	private final Degradation degradation;

	private final Clock clock;

	private final Explainer explainer;

	Lookup(NodeStore nodes, ReplayPolicy policy, Surroundings surroundings, Degradation degradation, Clock clock) {
		this.nodes = nodes;
		this.policy = policy;
		this.surroundings = surroundings;
		this.degradation = degradation;
		this.clock = clock;
		this.explainer = new Explainer(nodes::findProduction);
	}

	Found find(IdentifiedCall call) {
		Hit earlier = findInRun(call);
		if (earlier != null) {
			return earlier;
		}
		try {
			Node node = this.nodes.find(call.identity().nodeId())
				.or(() -> this.nodes.findNewest(call.identity().replayKey()))
				.orElse(null);
			Supplier<List<CalledStep>> called = SingletonSupplier
				.of(() -> (node != null) ? this.nodes.findCalled(node.nodeId()) : List.of());
			Decision decision = underSameSurroundings(call,
					this.policy.decide(call.definition(), mode(call, node, called), node, called), called);
			return (decision instanceof Decision.Replay replay) ? read(call, replay.node())
					: new Miss((Decision.Execute) decision);
		}
		catch (StoreException ex) {
			this.degradation.noteFailure(call.operation(), ex);
			return new Miss(new Decision.Execute(Reason.STORE_UNAVAILABLE, null, null));
		}
	}

	/**
	 * A result is made of those of the steps that were called: they may have asked who
	 * calls where the step itself does not.
	 */
	private Decision underSameSurroundings(IdentifiedCall call, Decision decision,
			Supplier<List<CalledStep>> calledSteps) {
		if (decision instanceof Decision.Replay replay && replay.node().calls()) {
			for (CalledStep called : calledSteps.get()) {
				if (this.surroundings.isChanged(call, called.components())) {
					return new Decision.Execute(Reason.CONFIGURATION_CHANGED, called.operation(), replay.node());
				}
			}
		}
		return decision;
	}

	/**
	 * What a resumed run executes again, it executes as in mode {@code REFRESH}.
	 */
	private static ReplayMode mode(IdentifiedCall call, @Nullable Node node, Supplier<List<CalledStep>> called) {
		boolean forced = call.rerun() != null
				&& call.isForcedByRun((node != null && node.calls()) ? called.get() : List.of());
		return (forced) ? ReplayMode.REFRESH : call.mode();
	}

	/**
	 * Looks for the value that the computation already has in the run of the call. It
	 * stays the value when its TTL ends or another run gets another one, but not when it
	 * is invalidated.
	 * @return the value, {@code null} when the call is to be answered as in a new run
	 */
	@Nullable Hit findInRun(IdentifiedCall call) {
		RunAnswer earlier = call.earlierInRun();
		if (earlier == null || !ReplayPolicy.answersAgain(call.definition(), call.mode(), earlier)
				|| (call.isRerun() && !earlier.executed())) {
			return null;
		}
		try {
			Node node = findInRun(call.identity().nodeId(), earlier);
			return (node != null && read(call, node) instanceof Hit hit) ? hit : null;
		}
		catch (StoreException ex) {
			// Told by the look-up that follows
			return null;
		}
	}

	private @Nullable Node findInRun(String nodeId, RunAnswer earlier) {
		for (String candidate : new LinkedHashSet<>(List.of(nodeId, earlier.producerNodeId()))) {
			Node node = this.nodes.find(candidate).orElse(null);
			if (node != null && node.status() == NodeStatus.STALE) {
				return null;
			}
			if (node != null && earlier.artifactId().equals(node.artifactId())) {
				return node;
			}
		}
		return this.nodes.findPayload(earlier.artifactId())
			.map((payload) -> new Node(earlier.producerNodeId(), NodeStatus.SUCCESS, true, earlier.producerNodeId(),
					earlier.artifactId(), payload, null, earlier.cost(), earlier.usage(), false, null, null))
			.orElse(null);
	}

	Explanation explain(IdentifiedCall call, Decision.Execute decision, @Nullable String inputs) {
		Subject subject = new Subject(call.key(inputs), call.consumed(), call.context().merged());
		if (decision.reason() != Reason.STORE_UNAVAILABLE) {
			try {
				Baseline baseline = this.nodes.findBaseline(subject.key(), call.position()).orElse(null);
				return explainRerun(call, decision,
						this.explainer.explain(decision, subject, baseline, (baseline != null)
								? changedCode(call.call().step().code().get(), baseline.components().get("code"))
								: List.of()));
			}
			catch (StoreException ex) {
				this.degradation.noteFailure(call.operation(), ex);
			}
			catch (RuntimeException ex) {
				// A step must not fail because it can't be said why it executes
				logger.warn("It can't be explained why step '" + call.operation() + "' executes", ex);
			}
		}
		return new Explanation(decision.reason(), List.of(), null, null);
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
	private List<Change> changedCode(CodeFingerprint now, @Nullable String hashBefore) {
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
	 * Where the answer of a call that did not execute came from.
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

	/**
	 * Looks for an expired result to serve in place of a failure.
	 * @return the result, {@code null} when there is none or the step does not allow it
	 */
	@Nullable Hit findStale(IdentifiedCall call, Decision.Execute decision, Throwable failure) {
		Duration bound = call.definition().staleIfError();
		Node node = decision.previous();
		if (bound == null || node == null || node.status() != NodeStatus.SUCCESS || !node.kept()
				|| !(failure instanceof Exception) || failure instanceof ArtifactRoundTripException
				|| Interruption.causedBy(failure) || BudgetRefusal.causedBy(failure)) {
			return null;
		}
		Instant executedAt = node.executedAt();
		Instant now = this.clock.instant();
		if (executedAt == null || executedAt.isAfter(now) || executedAt.plus(bound).isBefore(now)) {
			return null;
		}
		if (!(read(call, node) instanceof Hit hit)) {
			return null;
		}
		Answer answer = hit.delivery().answer().withOutcome(StepOutcome.SERVED_STALE).notKept();
		return new Hit(new Delivery(answer, hit.delivery().value()), hit.newLineage());
	}

	private Found read(IdentifiedCall call, Node node) {
		if (node.payload() == null) {
			return new Miss(new Decision.Execute(Reason.ARTIFACT_MISSING, null, node));
		}
		Artifact artifact = Artifact.of(node.payload());
		if (!artifact.artifactId().equals(node.artifactId())) {
			return new Miss(new Decision.Execute(Reason.ARTIFACT_CORRUPT, null, node));
		}
		String nodeId = call.identity().nodeId();
		Answer answer = new Answer(StepOutcome.REPLAYED, nodeId, node.producerNodeId(), artifact, node.duration(),
				node.usage(), true, null);
		try {
			Object value = call.call().step().artifactType().decode(artifact.payload());
			return new Hit(new Delivery(answer, value), !node.nodeId().equals(nodeId));
		}
		catch (ArtifactFormatException ex) {
			return new Miss(new Decision.Execute(Reason.ARTIFACT_CORRUPT, null, node));
		}
	}

	/**
	 * What was found.
	 */
	sealed interface Found {

	}

	/**
	 * A result to replay.
	 *
	 * @param delivery the result
	 * @param newLineage whether it was recorded under other parents
	 */
	record Hit(Delivery delivery, boolean newLineage) implements Found {

	}

	/**
	 * Nothing to replay.
	 *
	 * @param decision why the method has to run
	 */
	record Miss(Decision.Execute decision) implements Found {

	}

}
