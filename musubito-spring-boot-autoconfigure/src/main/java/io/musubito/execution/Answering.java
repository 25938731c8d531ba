package io.musubito.execution;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import io.musubito.Explanation;
import io.musubito.ReplayMissException;
import io.musubito.ReplayMode;
import io.musubito.StepOutcome;
import io.musubito.Usage;
import io.musubito.artifact.ArtifactType;
import io.musubito.execution.SingleFlight.Landing;
import io.musubito.identity.StepIdentifier;
import io.musubito.lineage.Frame;
import io.musubito.lineage.Origin;
import io.musubito.observation.StepObservationContext;
import io.musubito.replay.Decision;
import io.musubito.replay.ReplayPolicy;
import io.musubito.store.Claim;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What is true of each call, whether its caller waits for the result or gets it later:
 * how it begins, how an execution ends, how an answer is shared, and what those around it
 * learn of it. In the order of a call.
 */
final class Answering {

	private static final Log logger = LogFactory.getLog(StepExecutor.class);

	private final StepIdentifier identifier;

	private final Lookup lookup;

	private final Claims claims;

	private final RoundTrip roundTrip;

	private final Arguments arguments;

	private final Recorder recorder;

	private final Origins origins;

	private final boolean keepInputs;

	Answering(StepIdentifier identifier, Lookup lookup, Claims claims, RoundTrip roundTrip, Arguments arguments,
			Recorder recorder, Origins origins, boolean keepInputs) {
		this.identifier = identifier;
		this.lookup = lookup;
		this.claims = claims;
		this.roundTrip = roundTrip;
		this.arguments = arguments;
		this.recorder = recorder;
		this.origins = origins;
		this.keepInputs = keepInputs;
	}

	/**
	 * Answers the call with the value that the computation has in the run already.
	 * @return the value; {@code null} when it has none, or the call is to be answered as
	 * in a new run
	 */
	@Nullable Delivery again(IdentifiedCall call) {
		Lookup.Hit earlier = this.lookup.findInRun(call);
		return (earlier != null) ? replay(call, earlier) : null;
	}

	private Delivery replay(IdentifiedCall call, Lookup.Hit hit) {
		this.recorder.replayed(call, hit.delivery().answer(), hit.newLineage(), hit.newLineage() ? inputs(call) : null);
		return hit.delivery();
	}

	/**
	 * Looks the call up and decides. Waits as long as another process executes the same
	 * computation.
	 * @return a delivery or an attempt
	 * @throws ReplayMissException when it would have to execute and must not
	 */
	Beginning begin(IdentifiedCall call) {
		Beginning beginning = beginUnlessOccupied(call);
		return (beginning instanceof Occupied occupied) ? beginWhenFree(call, occupied) : beginning;
	}

	/**
	 * The same without a wait.
	 * @return possibly what to wait for by {@link #beginWhenFree}
	 */
	Beginning beginUnlessOccupied(IdentifiedCall call) {
		Lookup.Found found = this.lookup.find(call);
		if (found instanceof Lookup.Miss miss && Claims.isNeeded(call, miss.decision())) {
			Claim other = this.claims.acquire(call);
			if (other != null) {
				return new Occupied(other);
			}
			// Somebody may have recorded it between the look-up and the claim
			found = this.lookup.find(call);
		}
		return begin(call, found, true);
	}

	Beginning beginWhenFree(IdentifiedCall call, Occupied first) {
		Beginning beginning = first;
		try (ClaimWaiting waiting = this.claims.await(call)) {
			while (beginning instanceof Occupied occupied) {
				beginning = waiting.untilFree(occupied.claim()) ? beginUnlessOccupied(call)
						: begin(call, this.lookup.find(call), false);
			}
		}
		return beginning;
	}

	private Beginning begin(IdentifiedCall call, Lookup.Found found, boolean replayable) {
		if (found instanceof Lookup.Hit hit) {
			return replay(call, hit);
		}
		Decision.Execute decision = ((Lookup.Miss) found).decision();
		String inputs = inputs(call);
		Explanation why = this.lookup.explain(call, decision, inputs);
		if (call.mode() == ReplayMode.REPLAY_ONLY) {
			throw new ReplayMissException("Step '" + call.operation() + "' would have to execute (" + why
					+ "), but the mode is REPLAY_ONLY. Run it once in mode REPLAY to record its result.", null);
		}
		if (logger.isDebugEnabled()) {
			logger.debug("Step '" + call.operation() + "' executes: " + why);
		}
		return new Attempt(call, inputs, decision, why, replayable, this.arguments.note(call), System.nanoTime());
	}

	RoundTrip.Stored roundTrip(Attempt attempt, @Nullable Object value) {
		Step step = attempt.call().call().step();
		return this.roundTrip.store(step, step.artifactType(), value);
	}

	RoundTrip.Stored roundTripElement(Attempt attempt, ArtifactType type, @Nullable Object element) {
		return this.roundTrip.store(attempt.call().call().step(), type, element);
	}

	/**
	 * Records an execution that succeeded.
	 * @param attempt the execution
	 * @param value what the method returned
	 * @param stored the same in the store's form
	 */
	Delivery executed(Attempt attempt, @Nullable Object value, RoundTrip.Stored stored) {
		return executed(attempt, value, stored, List.of());
	}

	/**
	 * Records an execution whose elements were handed on before it succeeded.
	 * @param attempt the execution
	 * @param value all elements; needed only where a step says what it does not keep
	 * @param stored the same in the store's form
	 * @param downstream the nodes that consumed elements
	 */
	Delivery executed(Attempt attempt, @Nullable Object value, RoundTrip.Stored stored, Collection<String> downstream) {
		IdentifiedCall call = attempt.call();
		String nodeId = call.identity().nodeId();
		Answer answer = new Answer(StepOutcome.EXECUTED, nodeId, nodeId, stored.artifact(), attempt.elapsed(),
				call.frame().usage().used().total(), attempt.replayable() && keeps(call, value), attempt.why());
		if (this.arguments.haveChanged(call, attempt.arguments())) {
			answer = answer.forNobodyElse();
		}
		boolean recorded = this.recorder.executed(call, attempt.inputs(), answer, attempt.why(), downstream);
		return new Delivery(recorded ? answer : answer.notKept(), stored.value());
	}

	/**
	 * Records an execution of which nothing can be replayed.
	 */
	void executedWithoutArtifact(Attempt attempt) {
		this.recorder.executedWithoutArtifact(attempt.call(), attempt.why());
		Frame enclosing = attempt.call().context().frame();
		if (enclosing != null) {
			enclosing.taint();
		}
	}

	void link(IdentifiedCall stream, Collection<String> downstream) {
		this.recorder.link(stream, downstream);
	}

	/**
	 * Records an execution that failed when a part of its result had been handed on, so
	 * that nothing can take its place.
	 */
	void failedInParts(Attempt attempt, Throwable failure) {
		this.recorder.failed(attempt.call(), attempt.inputs(), attempt.why(), failure);
	}

	/**
	 * Records an execution that failed.
	 * @param attempt the execution
	 * @param failure what the method threw
	 * @return an older result to serve in its place
	 * @throws Throwable the failure, when there is none
	 */
	Delivery failed(Attempt attempt, Throwable failure) throws Throwable {
		IdentifiedCall call = attempt.call();
		Lookup.Hit stale = this.lookup.findStale(call, attempt.decision(), failure);
		if (stale == null) {
			this.recorder.failed(call, attempt.inputs(), attempt.why(), failure);
			throw failure;
		}
		this.recorder.servedStale(call, stale, attempt.inputs(), attempt.why(), failure);
		return stale.delivery();
	}

	/**
	 * Takes the answer of another caller.
	 * @param call the call that waited for it
	 * @param landing how the other one ended
	 * @return the answer; {@code null} when the call has to try for itself
	 * @throws Throwable the failure of the other one
	 */
	@Nullable Delivery join(IdentifiedCall call, Landing landing) throws Throwable {
		if (landing instanceof Landing.Failed failed) {
			this.recorder.failed(call, null, null, failed.failure());
			throw failed.failure();
		}
		return (landing instanceof Landing.Answered answered && mayJoin(call, answered.answer()))
				? join(call, answered.answer()) : null;
	}

	/**
	 * An execution answers everybody who waited for it. A replay answers only those who
	 * would have been given the same one.
	 */
	private boolean mayJoin(IdentifiedCall call, Answer answer) {
		if (answer.outcome() == StepOutcome.EXECUTED) {
			return true;
		}
		return answer.nodeId().equals(call.identity().nodeId()) && call.rerun() == null
				&& !ReplayPolicy.isForced(call.definition(), call.mode());
	}

	private Delivery join(IdentifiedCall call, Answer answer) {
		Answer joined = answer;
		if (answer.outcome() == StepOutcome.EXECUTED) {
			joined = answer.withOutcome(StepOutcome.JOINED);
			call.noteExecution(answer.producerNodeId());
		}
		boolean newLineage = !answer.nodeId().equals(call.identity().nodeId());
		this.recorder.replayed(call, joined, newLineage, newLineage ? inputs(call) : null);
		return new Delivery(joined, call.call().step().artifactType().decode(answer.artifact().payload()));
	}

	/**
	 * Lets those around the call know of its answer.
	 */
	StepResult deliver(IdentifiedCall call, Delivery delivery, StepObservationContext observed) {
		Origin origin = deliver(call, delivery.answer(), observed);
		this.origins.remember(delivery.value(), origin, call.call().step().artifactType(),
				delivery.answer().artifact().payload());
		return new StepResult(delivery.value(), origin);
	}

	/**
	 * Lets those around the call know of its answer, whose value is handed over in
	 * elements.
	 */
	Origin deliver(IdentifiedCall call, Answer answer, StepObservationContext observed) {
		observed.setOutcome(answer.outcome());
		observed.setSaved(answer.outcome().isCached() ? answer.cost() : Duration.ZERO);
		observed.setSavedUsage(answer.outcome().isCached() ? answer.usage() : Usage.NONE);
		Origin origin = origin(call, answer);
		if (logger.isDebugEnabled()) {
			logger.debug("Step '" + call.operation() + "' " + answer.outcome() + ", node " + origin.nodeId()
					+ (answer.outcome().isCached() ? ", " + this.lookup.describeProduction(answer) : ""));
		}
		Frame enclosing = call.context().frame();
		if (enclosing != null) {
			enclosing.called(origin);
			if (!answer.kept()) {
				enclosing.taint();
			}
		}
		return origin;
	}

	private static Origin origin(IdentifiedCall call, Answer answer) {
		return new Origin(call.operation(), call.identity().nodeId(), answer.producerNodeId(),
				answer.artifact().artifactId(), answer.outcome(), answer.why());
	}

	/**
	 * Hands one element over.
	 * @param element the element, an object of the caller's own
	 * @param origin where it came from
	 * @param payload what it was read from
	 * @param form the form of the result
	 * @return what the caller gets
	 */
	Object deliverElement(@Nullable Object element, Origin origin, byte[] payload, ResultForm form) {
		Object result = Objects.requireNonNull(form.wrap(new StepResult(element, origin)));
		if (result != element) {
			this.origins.rememberAlone(result, origin);
		}
		this.origins.remember(element, origin, Objects.requireNonNull(form.elements()), payload);
		return result;
	}

	/**
	 * Lets those around the call know that it has no answer.
	 */
	static void notDelivered(IdentifiedCall call) {
		Frame enclosing = call.context().frame();
		if (enclosing != null) {
			enclosing.failed(call.identity().nodeId());
		}
	}

	/**
	 * Whether a result may be replayed. It may not when it is made of one that may not,
	 * or when the configuration that identifies it is not that under which it was made.
	 */
	private boolean keeps(IdentifiedCall call, @Nullable Object value) {
		if (call.frame().isTainted()) {
			return false;
		}
		try {
			return call.configuration().equals(call.call().step().configuration().get())
					&& StateComparison.isAsBefore(call)
					&& (call.call().unless() == null || !call.call().unless().test(value));
		}
		catch (RuntimeException ex) {
			// The result is there and was paid for: it reaches the caller in any case.
			logger.warn("The result of step '" + call.operation() + "' is not kept for replay", ex);
			return false;
		}
	}

	@Nullable String inputs(IdentifiedCall call) {
		if (!this.keepInputs) {
			return null;
		}
		EffectPolicy effect = call.call().step().effect();
		return (effect != null) ? effect.keys().json(effect.keys().named(call.call().inputs()))
				: this.identifier.json(call.call().inputs());
	}

}
