package io.musubito.execution;

import java.util.Collection;
import java.util.List;

import io.micrometer.observation.ObservationRegistry;
import io.musubito.EffectInDoubtException;
import io.musubito.Explanation;
import io.musubito.ReplayMode;
import io.musubito.StepOutcome;
import io.musubito.artifact.ArtifactType;
import io.musubito.execution.Next.AwaitClaim;
import io.musubito.execution.Next.AwaitFlight;
import io.musubito.execution.SingleFlight.Flight;
import io.musubito.execution.Undecided.Standing;
import io.musubito.lineage.LineageContext;
import io.musubito.replay.Decision;
import io.musubito.replay.ReplayPolicy;
import io.musubito.store.Claimed;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a call, in the order of a call: identify, look up, decide, replay or
 * execute, record. They are the same for callers who wait for the result and for those
 * who get it later, as a future or as a stream: only how these wait is their own.
 */
final class CallProtocol {

	private static final Log logger = LogFactory.getLog(StepExecutor.class);

	private final CallIdentifier identifier;

	private final Lookup lookup;

	private final Claims claims;

	private final SingleFlight flights;

	private final EffectExecutor effects;

	private final Arguments arguments;

	private final KeptInputs inputs;

	private final Explanations explanations;

	private final RoundTrip roundTrip;

	private final Recorder recorder;

	private final Origins origins;

	private final UndecidedNodes undecided;

	private final ObservationRegistry observations;

	private final RecordedCalls recorded;

	private final Offers offers;

	CallProtocol(CallIdentifier identifier, Lookup lookup, Claims claims, EffectExecutor effects, Arguments arguments,
			KeptInputs inputs, Explanations explanations, RoundTrip roundTrip, Recorder recorder, Origins origins,
			UndecidedNodes undecided, ObservationRegistry observations, RecordedCalls recorded, Offers offers) {
		this.identifier = identifier;
		this.lookup = lookup;
		this.claims = claims;
		this.flights = claims.flights();
		this.effects = effects;
		this.arguments = arguments;
		this.inputs = inputs;
		this.explanations = explanations;
		this.roundTrip = roundTrip;
		this.recorder = recorder;
		this.origins = origins;
		this.undecided = undecided;
		this.observations = observations;
		this.recorded = recorded;
		this.offers = offers;
	}

	/**
	 * Identifies a call and begins its observation.
	 * @param call the call
	 * @param context its surroundings
	 * @param mode how it is to be answered, not {@code OFF}
	 * @return the call, with how it is to be ended
	 */
	CallEnd identify(StepCall call, LineageContext context, ReplayMode mode) {
		CallObservation observation = CallObservation.start(call.step().definition(), this.observations);
		try (CallScope scope = observation.openScope()) {
			IdentifiedCall identified = this.identifier.identify(call, context, mode);
			return new CallEnd(identified, observation, this.flights, this.origins, this.explanations,
					new Flight(identified.activeStep()));
		}
		catch (Throwable ex) {
			observation.end(ex);
			throw ex;
		}
	}

	/**
	 * Begins the observation of a call that leads already.
	 */
	CallEnd begin(IdentifiedCall call, Flight flight) {
		return new CallEnd(call, CallObservation.start(call.definition(), this.observations), this.flights,
				this.origins, this.explanations, flight);
	}

	/**
	 * What comes first: the answer that was given by hand, or that the computation has in
	 * the run already, or that of another caller, else the call leads those who come
	 * after it.
	 */
	Next next(CallEnd end) throws Throwable {
		IdentifiedCall call = end.call();
		if (call.given() != null) {
			return this.recorder.manual(call, ManualPart.answer(call, call.given()), call.given().given());
		}
		if (call.recorded() != null) {
			Deliver known = this.recorded.find(call);
			if (known != null) {
				return known;
			}
		}
		else if (ReplayPolicy.neverReplays(call.definition())) {
			return lead(call);
		}
		else {
			Deliver earlier = this.lookup.findInRun(call);
			if (earlier != null) {
				return this.recorder.replayed(call, earlier);
			}
		}
		Flight flight = this.flights.enter(end.flight());
		return (flight == end.flight()) ? lead(call) : join(end, flight);
	}

	/**
	 * Another caller was first: waits for it, unless it has an answer on which a
	 * transaction has yet to decide. That is for those who are in that transaction.
	 */
	private Next join(CallEnd end, Flight flight) throws Throwable {
		Answer held = flight.held();
		if (held == null) {
			return new AwaitFlight(flight);
		}
		Undecided heldBy = held.undecided();
		return switch (heldBy.withheld() ? heldBy.standing() : Standing.WITHIN) {
			case WITHIN -> join(end.call(), held);
			case OUTSIDE -> new AwaitFlight(flight);
			case AWAITED ->
				throw refused(end.call(), EffectRefusals.awaited(end.call(), heldBy.first(Standing.AWAITED)));
			case UNDONE -> {
				heldBy.settle();
				yield next(end);
			}
		};
	}

	private EffectInDoubtException refused(IdentifiedCall call, EffectInDoubtException refusal) {
		this.recorder.blocked(call, refusal);
		return refusal;
	}

	/**
	 * What comes after a wait for another caller.
	 * @param result how that one ended
	 * @throws Throwable the failure of that one
	 */
	Next afterFlight(CallEnd end, FlightResult result) throws Throwable {
		IdentifiedCall call = end.call();
		if (result instanceof FlightResult.Failed failed) {
			this.recorder.failed(call, null, null, failed.failure());
			throw failed.failure();
		}
		if (result instanceof FlightResult.TimeIsUp timeIsUp) {
			throw refused(call, EffectRefusals.timeIsUp(call, timeIsUp.flight().held(), this.claims.maxWait()));
		}
		return (result instanceof FlightResult.Answered answered && call.mayJoin(answered))
				? join(call, answered.answer()) : next(end);
	}

	/**
	 * Waits for another process, as long as it executes the same computation or is
	 * allowed to.
	 * @return what comes after that, no wait
	 */
	Next afterClaim(IdentifiedCall call, AwaitClaim first) {
		Next next = first;
		try (ClaimWaiting waiting = this.claims.await(call)) {
			while (next instanceof AwaitClaim claimed) {
				next = waiting.untilFree(claimed.claim()) ? lookUp(call) : decide(call, this.lookup.find(call), false);
			}
		}
		return next;
	}

	private Next lead(IdentifiedCall call) throws Throwable {
		if (call.recorded() != null) {
			// Somebody may have recorded it between the look-up and the flight
			Deliver known = this.recorded.find(call);
			known = (known == null && call.call().step().effect() != null) ? this.recorded.perform(call, this.effects)
					: known;
			return (known != null) ? known : execute(call, RecordedCalls.EXECUTE, true);
		}
		return (call.call().step().effect() != null) ? this.effects.answer(call) : lookUp(call);
	}

	private Next lookUp(IdentifiedCall call) {
		Lookup.Found found = this.lookup.find(call);
		if (found instanceof Lookup.Miss miss && Claims.isNeeded(call, miss.decision())) {
			if (this.undecided.consumedBy(call).isNothing() && this.offers.offer(call)) {
				return new Next.AwaitOffer();
			}
			Claimed claimed = this.claims.acquire(call);
			if (claimed.other() != null) {
				return new AwaitClaim(claimed.other());
			}
			// Somebody may have recorded it between the look-up and the claim
			found = (claimed.known()) ? this.lookup.find(call) : found;
		}
		return decide(call, found, true);
	}

	/**
	 * Waits until somebody executes the call that was offered, or has, or nobody will.
	 */
	Next afterOffer(IdentifiedCall call) {
		return this.offers.await(call).<Next>map(AwaitClaim::new).orElseGet(() -> lookUp(call));
	}

	private Next decide(IdentifiedCall call, Lookup.Found found, boolean replayable) {
		if (found instanceof Deliver hit) {
			Deliver executed = this.offers.executedElsewhere(call, hit);
			return (executed != null) ? executed : this.recorder.replayed(call, hit);
		}
		return execute(call, ((Lookup.Miss) found).decision(), replayable);
	}

	Execute execute(IdentifiedCall call, Decision.Execute decision, boolean replayable) {
		String kept = this.inputs.of(call);
		Explanation why = this.explanations.explain(call, decision, kept);
		call.requireExecutable(why);
		if (logger.isDebugEnabled()) {
			logger.debug("Step '" + call.operation() + "' executes: " + why.withoutValues());
		}
		return new Execute(call, kept, decision, why, replayable, this.arguments.note(call), System.nanoTime());
	}

	private Deliver join(IdentifiedCall call, Answer answer) {
		Answer joined = answer;
		if (answer.outcome() == StepOutcome.EXECUTED) {
			joined = answer.withOutcome(StepOutcome.JOINED);
			call.noteExecution(answer.producerNodeId());
		}
		return this.recorder.replayed(call, Deliver.joined(call, joined));
	}

	/**
	 * Puts a result into the store's form and reads it back.
	 * @param execution the execution
	 * @param type the type of the result, or of one element of it
	 * @param value what the method returned
	 * @return what the caller gets
	 */
	RoundTrip.Stored roundTrip(Execute execution, ArtifactType type, @Nullable Object value) {
		return this.roundTrip.store(execution.call(), type, value);
	}

	RoundTrip.Stored roundTrip(Execute execution, @Nullable Object value) {
		return roundTrip(execution, execution.call().call().step().artifactType(), value);
	}

	/**
	 * Records an execution that succeeded.
	 * @param execution the execution
	 * @param value what the method returned; needed only where a step says what it does
	 * not keep
	 * @param stored the same in the store's form
	 * @param downstream the nodes that consumed elements while it ran
	 */
	Deliver record(Execute execution, @Nullable Object value, RoundTrip.Stored stored, Collection<String> downstream) {
		IdentifiedCall call = execution.call();
		String nodeId = call.identity().nodeId();
		Answer answer = new Answer(StepOutcome.EXECUTED, nodeId, nodeId, stored.artifact(), execution.elapsed(),
				call.activeStep().usage().used().total(), execution.replayable() && KeptResults.keeps(call, value),
				execution.why())
			.waitingFor(this.undecided.upstreamOf(call));
		if (this.arguments.haveChanged(call, execution.arguments()) || call.activeStep().isUndone()) {
			answer = answer.forNobodyElse();
		}
		if (call.recorded() != null) {
			this.recorded.record(call, answer);
		}
		boolean recorded = this.recorder.executed(call, execution.inputs(), answer, execution.why(), downstream);
		return new Deliver(recorded ? answer : answer.notKept(), stored.value());
	}

	Deliver record(Execute execution, @Nullable Object value, RoundTrip.Stored stored) {
		return record(execution, value, stored, List.of());
	}

	/**
	 * Records an execution of which nothing can be replayed.
	 */
	void recordWithoutArtifact(Execute execution) {
		this.recorded.refuse(execution.call(), "has a result of which nothing can be kept");
		this.recorder.executedWithoutArtifact(execution.call(), execution.why());
		execution.call().taintEnclosing("could not be kept");
	}

	/**
	 * Records which nodes depend on a stream, when they consumed its elements before it
	 * was recorded.
	 */
	void link(IdentifiedCall stream, Collection<String> downstream) {
		this.recorder.link(stream, downstream);
	}

	/**
	 * Records an execution that failed.
	 * @param execution the execution
	 * @param failure what the method threw
	 * @return an older result to serve in its place
	 * @throws Throwable the failure, when there is none
	 */
	Deliver recordFailure(Execute execution, Throwable failure) throws Throwable {
		IdentifiedCall call = execution.call();
		// What was handed over is executed again by its caller, who may serve one
		Deliver stale = (call.context().handed() != null) ? null
				: this.lookup.findStale(call, execution.decision(), failure);
		if (stale == null) {
			recordFailureInParts(execution, failure);
			throw failure;
		}
		this.recorder.servedStale(call, stale.answer(), execution.why(), failure);
		return stale;
	}

	/**
	 * Records an execution that failed when parts of its result were delivered already,
	 * so that nothing can take its place.
	 */
	void recordFailureInParts(Execute execution, Throwable failure) {
		this.recorder.failed(execution.call(), execution.inputs(), execution.why(), failure);
	}

}
