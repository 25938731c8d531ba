package io.musubito.execution;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import io.musubito.EffectContext;
import io.musubito.EffectInDoubtException;
import io.musubito.Explanation;
import io.musubito.OnUnknown;
import io.musubito.Reason;
import io.musubito.ReplayMissException;
import io.musubito.ReplayMode;
import io.musubito.StepOutcome;
import io.musubito.StoreException;
import io.musubito.execution.Undecided.Standing;
import io.musubito.lineage.RunScope;
import io.musubito.replay.Decision;
import io.musubito.replay.ReplayPolicy;
import io.musubito.step.EffectPolicy;
import io.musubito.store.Effect;
import io.musubito.store.EffectAttempt;
import io.musubito.store.EffectIntent;
import io.musubito.store.EffectState;
import io.musubito.store.EffectStore;
import io.musubito.store.RunStart;
import io.musubito.store.StoreProcesses;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The rules of a call of an effect, when no other caller in this context is performing
 * it: look up what is known of it, wait for another process or give up where that is in
 * doubt; replay, or record the intent and perform it.
 */
final class EffectExecutor {

	private static final Log logger = LogFactory.getLog(EffectExecutor.class);

	private final EffectStore effects;

	private final StoreProcesses owners;

	private final EffectOutcomes outcomes;

	private final EffectPerformer performer;

	private final Duration maxWait;

	private final Explanations explanations;

	private final RoundTrip roundTrip;

	private final Recorder recorder;

	private final KeptInputs inputs;

	private final Arguments arguments;

	private final Clock clock;

	EffectExecutor(EffectStore effects, StoreProcesses owners, Duration maxWait, Explanations explanations,
			RoundTrip roundTrip, Recorder recorder, KeptInputs inputs, Arguments arguments, Clock clock,
			UndecidedNodes nodes) {
		this.effects = effects;
		this.owners = owners;
		this.outcomes = new EffectOutcomes(effects);
		this.performer = new EffectPerformer(this.outcomes, roundTrip, arguments, clock, nodes);
		this.maxWait = maxWait;
		this.explanations = explanations;
		this.roundTrip = roundTrip;
		this.recorder = recorder;
		this.inputs = inputs;
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
	 * @return its answer
	 * @throws Throwable what the method throws, as it is
	 */
	Deliver answer(IdentifiedCall call) throws Throwable {
		PollingWait wait = new PollingWait(call, this.maxWait, "Effect '" + call.operation()
				+ "': interrupted while waiting for another process that performs it. It was not performed here");
		boolean waited = false;
		while (true) {
			Effect effect = find(call);
			if (effect != null && effect.state() == EffectState.STARTED) {
				EffectTransaction transaction = this.performer.findUndecided(effect);
				Standing standing = (transaction != null) ? transaction.standing() : Standing.OUTSIDE;
				if (transaction != null && standing != Standing.OUTSIDE) {
					Deliver deliver = within(call, transaction, standing);
					if (deliver != null) {
						return deliver;
					}
				}
				else {
					await(call, effect, wait);
					waited = true;
				}
			}
			else if (effect != null && effect.hasHappened() && (waited || !isForced(call))) {
				return this.recorder.replayed(call,
						read(call, effect, waited ? StepOutcome.JOINED : StepOutcome.REPLAYED));
			}
			else {
				EffectPerformance performance = begin(call, effect);
				if (performance != null) {
					return this.performer.perform(performance);
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

	/**
	 * What the transaction that performed the effect, and has yet to decide on it, gives
	 * to a call that it would have to wait for.
	 * @return the answer; {@code null} when the effect was undone, so that it is to be
	 * performed again
	 */
	private @Nullable Deliver within(IdentifiedCall call, EffectTransaction transaction, Standing standing) {
		if (standing == Standing.UNDONE) {
			transaction.settle();
			return null;
		}
		Answer answer = transaction.returned();
		if (standing == Standing.AWAITED || answer == null) {
			throw blocked(call, EffectRefusals.awaited(call, transaction));
		}
		return this.recorder.replayed(call,
				Deliver.joined(call, answer.of(transaction).withOutcome(StepOutcome.JOINED)));
	}

	private void await(IdentifiedCall call, Effect effect, PollingWait wait) {
		if (!this.owners.isAlive(effect.owner())) {
			this.effects.abandon(effect, EffectRefusals.ended(effect), now());
		}
		else if (!wait.pause()) {
			throw blocked(call, EffectRefusals.stillPerformed(effect, wait.bound()));
		}
	}

	private Deliver read(IdentifiedCall call, Effect effect, StepOutcome outcome) {
		try {
			RoundTrip.Stored stored = this.roundTrip.read(call.call().step().artifactType(), effect.payload(),
					effect.artifactId());
			return new Deliver(new Answer(outcome, effect.nodeId(), effect.nodeId(), stored.artifact(),
					effect.duration(), effect.usage(), true, null), stored.value());
		}
		catch (UnreadableResultException ex) {
			throw blocked(call, EffectRefusals.unreadable(effect, String.valueOf(ex.getMessage())));
		}
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
	private @Nullable EffectPerformance begin(IdentifiedCall call, @Nullable Effect effect) {
		boolean retry = policy(call).onUnknown() == OnUnknown.RETRY;
		if (effect != null && effect.state() == EffectState.UNKNOWN && !retry) {
			throw blocked(call, EffectRefusals.unknown(effect));
		}
		String kept = this.inputs.of(call);
		Explanation why = this.explanations.explain(call, new Decision.Execute(reason(effect), null, null), kept);
		if (call.mode() == ReplayMode.REPLAY_ONLY) {
			throw new ReplayMissException(
					"Effect '" + call.operation() + "' would have to be performed (" + why.withoutValues()
							+ "), but the mode is REPLAY_ONLY. Run it once in mode REPLAY to record its result.",
					null, why);
		}
		String effectKey = call.identity().replayKey();
		RunScope run = call.context().run();
		EffectIntent intent = new EffectIntent(call.key(kept), effectKey, this.owners.self(), retry, isForced(call),
				call.dataUpstream(), why, this.clock.instant(), (run != null) ? RunStart.of(run) : null);
		try {
			EffectAttempt attempt = this.effects.begin(intent).orElse(null);
			if (attempt != null && effect != null && effect.hasHappened()) {
				logger.warn("Effect '" + call.operation() + "' (node " + effect.nodeId() + ") has happened and is "
						+ "performed again: "
						+ ((call.recorded() != null) ? "a test records it" : "forceReexecution is set"));
			}
			return (attempt != null)
					? new EffectPerformance(call, kept, why, attempt, this.arguments.note(call), System.nanoTime())
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
		// What is recorded again is performed again
		return call.recorded() != null || ReplayPolicy.isForced(call.definition(), call.mode());
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
