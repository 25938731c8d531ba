package io.musubito.execution;

import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.musubito.EffectContext;
import io.musubito.EffectNotPerformedException;
import io.musubito.StepOutcome;
import io.musubito.execution.EffectTransaction.Completion;
import io.musubito.lineage.ActiveStep;
import io.musubito.lineage.Lineage;
import io.musubito.step.EffectPolicy;
import io.musubito.step.Step;
import io.musubito.store.Effect;
import io.musubito.store.EffectAttempt;
import io.musubito.store.EffectOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Performs effects: runs the method, and records what came of it when that is known,
 * which in a transaction may be later.
 */
final class EffectPerformer {

	private final EffectOutcomes outcomes;

	private final RoundTrip roundTrip;

	private final Arguments arguments;

	private final Clock clock;

	private final UndecidedNodes nodes;

	/** In transactions that have not ended yet. */
	private final ConcurrentMap<String, EffectTransaction> undecided = new ConcurrentHashMap<>();

	/** What inner effects threw says nothing of the effect that called them. */
	private final Set<Throwable> passedOn = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	EffectPerformer(EffectOutcomes outcomes, RoundTrip roundTrip, Arguments arguments, Clock clock,
			UndecidedNodes nodes) {
		this.outcomes = outcomes;
		this.roundTrip = roundTrip;
		this.arguments = arguments;
		this.clock = clock;
		this.nodes = nodes;
	}

	/**
	 * Finds the transaction of an effect that is begun.
	 * @return the transaction; {@code null} when none is known here
	 */
	@Nullable EffectTransaction findUndecided(Effect effect) {
		EffectTransaction here = this.undecided.get(effect.effectKey());
		return (here != null) ? here : EffectTransaction.findCurrent(effect.effectKey());
	}

	/**
	 * Runs the method and records what came of it.
	 * @throws Throwable what the method throws, as it is
	 */
	Deliver perform(EffectPerformance performance) throws Throwable {
		EffectPolicy policy = performance.call().call().step().effect();
		return (policy != null && policy.transactional()) ? performInTransaction(performance)
				: performByItself(performance);
	}

	private Deliver performByItself(EffectPerformance performance) throws Throwable {
		Deliver deliver;
		try {
			deliver = happened(performance, run(performance));
		}
		catch (Throwable ex) {
			String reason = Recorder.describe(ex);
			this.outcomes
				.record(isCertain(ex) ? performance.notHappened(now(), reason) : performance.unknown(now(), reason));
			throw ex;
		}
		return this.outcomes.record(performance.succeeded(now(), deliver.answer())) ? deliver
				: new Deliver(deliver.answer().notKept(), deliver.value());
	}

	/**
	 * Lets the transaction decide, which may go on after the caller has its result.
	 */
	private Deliver performInTransaction(EffectPerformance performance) throws Throwable {
		String effectKey = performance.attempt().effectKey();
		String nodeId = performance.call().identity().nodeId();
		EffectTransaction transaction = new EffectTransaction(performance.call().operation(), effectKey, nodeId);
		this.undecided.put(effectKey, transaction);
		performance.call().recordsLate();
		Deliver deliver;
		try (EffectTransaction.Scope scope = transaction.open()) {
			deliver = happened(performance, run(performance));
		}
		catch (Throwable ex) {
			transaction.whenCompleted(null, (completion) -> decide(performance, transaction, completion, ex));
			throw ex;
		}
		this.nodes.add(nodeId, Undecided.performed(transaction));
		transaction.whenCompleted(deliver.answer(), (completion) -> decide(performance, transaction, completion, null));
		return new Deliver(deliver.answer().of(transaction), deliver.value());
	}

	private @Nullable Object run(EffectPerformance performance) throws Throwable {
		IdentifiedCall call = performance.call();
		EffectAttempt attempt = performance.attempt();
		try (Lineage.Scope scope = Lineage.open(call.context().within(call.activeStep()));
				EffectContext.Scope effect = EffectContext.open(attempt.idempotencyKey(), attempt.number())) {
			return call.call().body().proceed();
		}
	}

	/**
	 * The result of a method that has returned. One that can't be stored is thrown with
	 * the exception, and leaves the effect in doubt: there is nothing to replay.
	 */
	private Deliver happened(EffectPerformance performance, @Nullable Object value) {
		Step step = performance.call().call().step();
		RoundTrip.Stored stored = this.roundTrip.store(performance.call(), step.artifactType(), value);
		// Recorded in any case: it must not happen again
		this.arguments.haveChanged(performance.call(), performance.arguments());
		String nodeId = performance.call().identity().nodeId();
		return new Deliver(
				new Answer(StepOutcome.EXECUTED, nodeId, nodeId, stored.artifact(), performance.elapsed(),
						performance.call().activeStep().usage().used().total(), true, performance.why()),
				stored.value());
	}

	private void decide(EffectPerformance performance, EffectTransaction transaction, Completion completion,
			@Nullable Throwable failure) {
		boolean happened = false;
		try {
			EffectOutcome outcome = outcome(performance, completion, transaction.returned(), failure);
			happened = outcome instanceof EffectOutcome.Succeeded;
			this.outcomes.record(outcome);
		}
		finally {
			this.undecided.remove(performance.attempt().effectKey(), transaction);
			this.nodes.remove(transaction.nodeId(), Undecided.performed(transaction));
			ActiveStep enclosing = performance.call().context().activeStep();
			if (!happened && enclosing != null) {
				enclosing.undone();
			}
			performance.call().hasRecorded();
			transaction.decision().make(happened);
		}
	}

	private EffectOutcome outcome(EffectPerformance performance, Completion completion, @Nullable Answer answer,
			@Nullable Throwable failure) {
		String reason = (failure != null) ? Recorder.describe(failure) : "its transaction was " + completion;
		if (completion == Completion.ROLLED_BACK || (failure != null && isCertain(failure))) {
			return performance.notHappened(now(), reason);
		}
		if (completion == Completion.UNKNOWN) {
			return performance.unknown(now(), "its transaction may or may not be committed; " + reason);
		}
		if (answer != null) {
			return performance.succeeded(now(), answer);
		}
		if (completion == Completion.NOT_ENTERED) {
			return performance.notHappened(now(), reason);
		}
		return performance.unknown(now(), "its transaction was committed, but " + reason);
	}

	/**
	 * Whether an exception says for certain that the effect which threw it did not
	 * happen.
	 */
	private boolean isCertain(Throwable failure) {
		return failure instanceof EffectNotPerformedException && this.passedOn.add(failure);
	}

	private Instant now() {
		return this.clock.instant();
	}

}
