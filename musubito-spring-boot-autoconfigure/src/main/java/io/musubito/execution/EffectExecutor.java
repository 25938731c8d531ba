package io.musubito.execution;

import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.musubito.EffectContext;
import io.musubito.EffectInDoubtException;
import io.musubito.EffectNotPerformedException;
import io.musubito.Explanation;
import io.musubito.OnUnknown;
import io.musubito.Reason;
import io.musubito.ReplayMissException;
import io.musubito.ReplayMode;
import io.musubito.StepOutcome;
import io.musubito.StoreException;
import io.musubito.artifact.Artifact;
import io.musubito.artifact.ArtifactFormatException;
import io.musubito.execution.EffectTransaction.Completion;
import io.musubito.lineage.Lineage;
import io.musubito.replay.Decision;
import io.musubito.replay.ReplayPolicy;
import io.musubito.store.Effect;
import io.musubito.store.EffectAttempt;
import io.musubito.store.EffectIntent;
import io.musubito.store.EffectState;
import io.musubito.store.EffectStore;
import io.musubito.store.StoreProcesses;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The story of one call of an effect, when no other caller in this context is performing
 * it: find out what is known of it, wait for another process or give up where that is in
 * doubt; replay, or record the intent, run the method, record the outcome.
 */
final class EffectExecutor {

	private static final Log logger = LogFactory.getLog(EffectExecutor.class);

	private final EffectStore effects;

	private final StoreProcesses owners;

	private final EffectOutcomes outcomes;

	private final EffectPatience patience;

	private final Lookup lookup;

	private final RoundTrip roundTrip;

	private final Recorder recorder;

	private final Arguments arguments;

	private final Clock clock;

	// In a transaction that has not ended yet
	private final ConcurrentMap<String, Thread> undecidedHere = new ConcurrentHashMap<>();

	// What inner effects threw is no news of the effect that called them
	private final Set<Throwable> passedOn = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	EffectExecutor(EffectStore effects, StoreProcesses owners, EffectPatience patience, Lookup lookup,
			RoundTrip roundTrip, Recorder recorder, Arguments arguments, Clock clock) {
		this.effects = effects;
		this.owners = owners;
		this.outcomes = new EffectOutcomes(effects);
		this.patience = patience;
		this.lookup = lookup;
		this.roundTrip = roundTrip;
		this.recorder = recorder;
		this.arguments = arguments;
		this.clock = clock;
	}

	/**
	 * Performs an effect as if there were no store.
	 */
	@Nullable Object performUnrecorded(StepCall call) throws Throwable {
		logger.warn("Effect '" + call.step().definition().operation() + "' is performed in mode OFF: whether or not it "
				+ "was performed before, and without a record of it");
		try (EffectContext.Scope scope = EffectContext.open(UUID.randomUUID().toString(), 1)) {
			return call.body().proceed();
		}
	}

	/**
	 * Answers a call.
	 * @param call the call
	 * @param inputs its canonical inputs to keep; {@code null} to keep none
	 * @throws Throwable what the method throws, as it is
	 */
	Delivery execute(IdentifiedCall call, @Nullable String inputs) throws Throwable {
		Delivery undecided = EffectTransaction.findUndecided(call.identity().replayKey());
		if (undecided != null) {
			return replay(call, undecided.answer().withOutcome(StepOutcome.JOINED), inputs);
		}
		EffectPatience.Wait wait = this.patience.begin();
		boolean waited = false;
		while (true) {
			Effect effect = find(call);
			if (effect != null && effect.state() == EffectState.STARTED) {
				await(call, effect, wait);
				waited = true;
			}
			else if (effect != null && effect.hasHappened() && (waited || !isForced(call))) {
				return replay(call, effect, waited ? StepOutcome.JOINED : StepOutcome.REPLAYED, inputs);
			}
			else {
				EffectPerformance performance = begin(call, effect, inputs);
				if (performance != null) {
					return perform(performance);
				}
			}
		}
	}

	private @Nullable Effect find(IdentifiedCall call) {
		try {
			this.outcomes.settle(call.identity().replayKey());
			return this.effects.find(call.identity().replayKey()).orElse(null);
		}
		catch (StoreException ex) {
			throw EffectRefusals.notStarted(call, ex);
		}
	}

	private void await(IdentifiedCall call, Effect effect, EffectPatience.Wait wait) {
		if (this.undecidedHere.get(effect.effectKey()) == Thread.currentThread()) {
			throw blocked(call, EffectRefusals.undecided(effect));
		}
		if (!this.owners.isAlive(effect.owner())) {
			this.effects.abandon(effect, EffectRefusals.ended(effect), now());
		}
		else if (!wait.pause(call.operation())) {
			throw blocked(call, EffectRefusals.stillPerformed(effect, this.patience.bound()));
		}
	}

	private Delivery replay(IdentifiedCall call, Effect effect, StepOutcome outcome, @Nullable String inputs) {
		if (effect.payload() == null) {
			throw blocked(call, EffectRefusals.unreadable(effect, "it is gone."));
		}
		Artifact artifact = Artifact.of(effect.payload());
		if (!artifact.artifactId().equals(effect.artifactId())) {
			throw blocked(call, EffectRefusals.unreadable(effect, "it was damaged."));
		}
		try {
			return replay(call, new Answer(outcome, effect.nodeId(), effect.nodeId(), artifact, effect.duration(),
					effect.usage(), true, null), inputs);
		}
		catch (ArtifactFormatException ex) {
			throw blocked(call, EffectRefusals.unreadable(effect, String.valueOf(ex.getMessage())));
		}
	}

	private Delivery replay(IdentifiedCall call, Answer answer, @Nullable String inputs) {
		Object value = call.call().step().artifactType().decode(answer.artifact().payload());
		boolean newLineage = !answer.nodeId().equals(call.identity().nodeId());
		this.recorder.replayed(call, answer, newLineage, newLineage ? inputs : null);
		return new Delivery(answer, value);
	}

	private EffectInDoubtException blocked(IdentifiedCall call, EffectInDoubtException refusal) {
		this.recorder.blocked(call, refusal);
		return refusal;
	}

	/**
	 * Records the intent.
	 * @return what is to be performed; {@code null} when the effect has another state by
	 * now
	 */
	private @Nullable EffectPerformance begin(IdentifiedCall call, @Nullable Effect effect, @Nullable String inputs) {
		boolean retry = policy(call).onUnknown() == OnUnknown.RETRY;
		if (effect != null && effect.state() == EffectState.UNKNOWN && !retry) {
			throw blocked(call, EffectRefusals.unknown(effect));
		}
		Explanation why = this.lookup.explain(call, new Decision.Execute(reason(effect), null, null), inputs);
		if (call.mode() == ReplayMode.REPLAY_ONLY) {
			throw new ReplayMissException("Effect '" + call.operation() + "' would have to be performed (" + why
					+ "), but the mode is REPLAY_ONLY. Run it once in mode REPLAY to record its result.", null);
		}
		String effectKey = call.identity().replayKey();
		EffectIntent intent = new EffectIntent(call.key(inputs), effectKey, this.owners.self(), retry, isForced(call),
				call.dataUpstream(), why, this.clock.instant());
		try {
			EffectAttempt attempt = this.effects.begin(intent).orElse(null);
			if (attempt != null && effect != null && effect.hasHappened()) {
				logger.warn("Effect '" + call.operation() + "' (node " + effect.nodeId() + ") has happened and is "
						+ "performed again: forceReexecution is set");
			}
			return (attempt != null)
					? new EffectPerformance(call, inputs, why, attempt, this.arguments.note(call), System.nanoTime())
					: null;
		}
		catch (StoreException ex) {
			throw EffectRefusals.notStarted(call, ex);
		}
	}

	private static Reason reason(@Nullable Effect effect) {
		if (effect == null) {
			return Reason.FIRST_EXECUTION;
		}
		return (effect.hasHappened()) ? Reason.FORCED : Reason.PREVIOUS_FAILED;
	}

	private static boolean isForced(IdentifiedCall call) {
		return ReplayPolicy.isForced(call.definition(), call.mode());
	}

	private Delivery perform(EffectPerformance performance) throws Throwable {
		return policy(performance.call()).transactional() ? performInTransaction(performance)
				: performByItself(performance);
	}

	private Delivery performByItself(EffectPerformance performance) throws Throwable {
		Delivery delivery;
		try {
			delivery = happened(performance, run(performance));
		}
		catch (Throwable ex) {
			String reason = Recorder.describe(ex);
			this.outcomes
				.record(isCertain(ex) ? performance.notHappened(now(), reason) : performance.unknown(now(), reason));
			throw ex;
		}
		return this.outcomes.record(performance.succeeded(now(), delivery.answer())) ? delivery
				: new Delivery(delivery.answer().notKept(), delivery.value());
	}

	/**
	 * Lets the transaction decide, which may go on after the caller has its result.
	 */
	private Delivery performInTransaction(EffectPerformance performance) throws Throwable {
		EffectTransaction transaction = new EffectTransaction(performance.call().operation(),
				performance.attempt().effectKey());
		String effectKey = performance.attempt().effectKey();
		this.undecidedHere.put(effectKey, Thread.currentThread());
		Delivery delivery;
		try (EffectTransaction.Scope scope = transaction.open()) {
			delivery = happened(performance, run(performance));
		}
		catch (Throwable ex) {
			transaction.whenCompleted(null, (completion) -> decide(performance, completion, null, ex));
			throw ex;
		}
		transaction.whenCompleted(delivery, (completion) -> decide(performance, completion, delivery.answer(), null));
		return delivery;
	}

	private @Nullable Object run(EffectPerformance performance) throws Throwable {
		IdentifiedCall call = performance.call();
		EffectAttempt attempt = performance.attempt();
		try (Lineage.Scope scope = Lineage.open(call.context().within(call.frame()));
				EffectContext.Scope effect = EffectContext.open(attempt.idempotencyKey(), attempt.number())) {
			return call.call().body().proceed();
		}
	}

	/**
	 * The result of a method that has returned. One that can't be stored is thrown with
	 * the exception, and leaves the effect in doubt: there is nothing to replay.
	 */
	private Delivery happened(EffectPerformance performance, @Nullable Object value) {
		Step step = performance.call().call().step();
		RoundTrip.Stored stored = this.roundTrip.store(step, step.artifactType(), value);
		// Recorded in any case: it must not happen again
		this.arguments.haveChanged(performance.call(), performance.arguments());
		String nodeId = performance.call().identity().nodeId();
		return new Delivery(new Answer(StepOutcome.EXECUTED, nodeId, nodeId, stored.artifact(), performance.elapsed(),
				performance.call().frame().usage().used().total(), true, performance.why()), stored.value());
	}

	private void decide(EffectPerformance performance, Completion completion, @Nullable Answer answer,
			@Nullable Throwable failure) {
		this.undecidedHere.remove(performance.attempt().effectKey());
		String reason = (failure != null) ? Recorder.describe(failure) : "its transaction was " + completion;
		if (completion == Completion.ROLLED_BACK || (failure != null && isCertain(failure))) {
			this.outcomes.record(performance.notHappened(now(), reason));
		}
		else if (completion == Completion.UNKNOWN) {
			this.outcomes.record(performance.unknown(now(), "its transaction may or may not be committed; " + reason));
		}
		else if (answer != null) {
			this.outcomes.record(performance.succeeded(now(), answer));
		}
		else if (completion == Completion.NOT_ENTERED) {
			this.outcomes.record(performance.notHappened(now(), reason));
		}
		else {
			this.outcomes.record(performance.unknown(now(), "its transaction was committed, but " + reason));
		}
	}

	/**
	 * Whether an exception says for certain that the effect which threw it did not
	 * happen.
	 */
	private boolean isCertain(Throwable failure) {
		return failure instanceof EffectNotPerformedException && this.passedOn.add(failure);
	}

	private static EffectPolicy policy(IdentifiedCall call) {
		EffectPolicy policy = call.call().step().effect();
		Assert.state(policy != null, () -> "Step '" + call.operation() + "' is no effect");
		return policy;
	}

	private Instant now() {
		return this.clock.instant();
	}

}
