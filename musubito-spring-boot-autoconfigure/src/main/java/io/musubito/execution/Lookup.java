package io.musubito.execution;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Supplier;

import io.musubito.ArtifactRoundTripException;
import io.musubito.NodeStatus;
import io.musubito.Reason;
import io.musubito.ReplayMode;
import io.musubito.StepOutcome;
import io.musubito.StoreException;
import io.musubito.lineage.RunAnswer;
import io.musubito.replay.Decision;
import io.musubito.replay.ReplayPolicy;
import io.musubito.store.CalledStep;
import io.musubito.store.Node;
import io.musubito.store.NodeStore;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * Looks for a result that may be replayed: first for the very node of the call, then for
 * the newest of the same computation under other parents.
 */
final class Lookup {

	private final NodeStore nodes;

	private final ReplayPolicy policy;

	private final Surroundings surroundings;

	private final Degradation degradation;

	private final Clock clock;

	private final RoundTrip roundTrip;

	private final boolean writeOnly;

	/**
	 * Creates the look-up.
	 * @param writeOnly whether nothing that is found is replayed
	 */
	Lookup(NodeStore nodes, ReplayPolicy policy, RoundTrip roundTrip, Surroundings surroundings,
			Degradation degradation, Clock clock, boolean writeOnly) {
		this.nodes = nodes;
		this.policy = policy;
		this.surroundings = surroundings;
		this.degradation = degradation;
		this.clock = clock;
		this.roundTrip = roundTrip;
		this.writeOnly = writeOnly;
	}

	Found find(IdentifiedCall call) {
		Deliver earlier = findInRun(call);
		if (earlier != null) {
			return earlier;
		}
		try {
			Node node = this.nodes.find(call.identity().nodeId(), call.identity().replayKey()).orElse(null);
			if (this.nodes.isReadOnly()) {
				// Nothing is written that could show it
				this.degradation.noteSuccess();
			}
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
	 * What a resumed run executes again, it executes as in mode {@code REFRESH}, and so
	 * does all where the store is only written.
	 */
	private ReplayMode mode(IdentifiedCall call, @Nullable Node node, Supplier<List<CalledStep>> called) {
		boolean forced = this.writeOnly || (call.rerun() != null
				&& call.isForcedByRun((node != null && node.calls()) ? called.get() : List.of()));
		return (forced) ? ReplayMode.REFRESH : call.mode();
	}

	/**
	 * Looks for the value that the computation already has in the run of the call. It
	 * stays the value when its TTL ends or another run gets another one, but not when it
	 * is invalidated.
	 * @return the value, {@code null} when the call is to be answered as in a new run
	 */
	@Nullable Deliver findInRun(IdentifiedCall call) {
		RunAnswer earlier = call.earlierInRun();
		if (earlier == null || !ReplayPolicy.answersAgain(call.definition(), call.mode(), earlier)
				|| (call.isRerun() && !earlier.executed())) {
			return null;
		}
		try {
			Node node = (earlier.payload() != null) ? unrecorded(earlier, earlier.payload())
					: findInRun(call.identity().nodeId(), earlier);
			return (node != null && read(call, node) instanceof Deliver hit) ? hit : null;
		}
		catch (StoreException ex) {
			// Noted by the look-up that follows
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
		return this.nodes.findPayload(earlier.artifactId()).map((payload) -> unrecorded(earlier, payload)).orElse(null);
	}

	private static Node unrecorded(RunAnswer earlier, byte[] payload) {
		return new Node(earlier.producerNodeId(), NodeStatus.SUCCESS, true, earlier.producerNodeId(),
				earlier.artifactId(), payload, null, earlier.executionTime(), earlier.usage(), false, null);
	}

	/**
	 * Looks for an expired result to serve in place of a failure.
	 * @return the result, {@code null} when there is none or the step does not allow it
	 */
	@Nullable Deliver findStale(IdentifiedCall call, Decision.Execute decision, Throwable failure) {
		Duration bound = call.definition().staleIfError();
		Node node = decision.previous();
		if (this.writeOnly || bound == null || node == null || node.status() != NodeStatus.SUCCESS || !node.kept()
				|| !(failure instanceof Exception) || failure instanceof ArtifactRoundTripException
				|| Interruption.causedBy(failure) || BudgetRefusal.causedBy(failure)) {
			return null;
		}
		Instant executedAt = node.executedAt();
		Instant now = this.clock.instant();
		if (executedAt == null || executedAt.isAfter(now)) {
			return null;
		}
		Instant until = ReplayPolicy.after(executedAt, bound);
		if (until != null && until.isBefore(now)) {
			return null;
		}
		return (read(call, node) instanceof Deliver stale)
				? new Deliver(stale.answer().withOutcome(StepOutcome.SERVED_STALE).notKept(), stale.value()) : null;
	}

	private Found read(IdentifiedCall call, Node node) {
		try {
			RoundTrip.Stored stored = this.roundTrip.read(call.call().step().artifactType(), node.payload(),
					node.artifactId());
			return new Deliver(new Answer(StepOutcome.REPLAYED, node.nodeId(), node.producerNodeId(), stored.artifact(),
					node.duration(), node.usage(), true, null), stored.value());
		}
		catch (UnreadableResultException ex) {
			return new Miss(new Decision.Execute(ex.reason(), null, node));
		}
	}

	/**
	 * What was found: a result to replay, or a miss.
	 */
	sealed interface Found permits Deliver, Miss {

	}

	/**
	 * Nothing to replay.
	 *
	 * @param decision why the method has to run
	 */
	record Miss(Decision.Execute decision) implements Found {

	}

}
