package io.musubito.execution;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.musubito.Usage;
import io.musubito.execution.SingleFlight.Flight;
import io.musubito.lineage.ActiveStep;
import io.musubito.lineage.Origin;
import io.musubito.observation.StepObservationContext;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The end of one call, for all who wait for it: those who joined it, the step that made
 * it, and its observation. A call ends once: delivered, failed, or cancelled. Where more
 * than one thread may end it, the one does for which {@link #take()} is true.
 */
final class CallEnd {

	private static final Log logger = LogFactory.getLog(StepExecutor.class);

	private final IdentifiedCall call;

	private final CallObservation observation;

	private final SingleFlight flights;

	private final Origins origins;

	private final Explanations explanations;

	private final AtomicBoolean ended = new AtomicBoolean();

	/** The one that it leads, unless others are before it. */
	private final Flight flight;

	CallEnd(IdentifiedCall call, CallObservation observation, SingleFlight flights, Origins origins,
			Explanations explanations, Flight flight) {
		this.call = call;
		this.observation = observation;
		this.flights = flights;
		this.origins = origins;
		this.explanations = explanations;
		this.flight = flight;
	}

	IdentifiedCall call() {
		return this.call;
	}

	CallObservation observation() {
		return this.observation;
	}

	CallScope openScope() {
		return this.observation.openScope();
	}

	/**
	 * The flight of the call. It is completed with the call, whether or not it ever
	 * began.
	 */
	Flight flight() {
		return this.flight;
	}

	/**
	 * Lets those who joined the call go on.
	 */
	void complete(FlightResult result) {
		this.flights.complete(this.flight, result);
	}

	/**
	 * Lets those who joined the call go on with its answer, or with their own when it
	 * depends on an effect that did not happen.
	 */
	private void land(Answer answer) {
		Undecided undecided = answer.undecided();
		if (undecided.isNothing()) {
			complete(FlightResult.of(answer, this.flight.enteredNanos));
			return;
		}
		this.flights.hold(this.flight, answer);
		undecided.whenDecided((happened) -> complete(
				happened ? FlightResult.of(answer.decided(), this.flight.enteredNanos) : new FlightResult.Abandoned()));
	}

	/**
	 * Takes the right to end the call.
	 * @return whether nobody had it
	 */
	boolean take() {
		return this.ended.compareAndSet(false, true);
	}

	/**
	 * Whether the call was given up while it was prepared on another thread, so that
	 * there is nothing more to do. What was claimed since is released.
	 */
	boolean isGivenUp() {
		if (!this.ended.get()) {
			return false;
		}
		complete(new FlightResult.Abandoned());
		return true;
	}

	/**
	 * Ends the call with an answer.
	 * @return what the caller gets
	 */
	StepResult deliver(Deliver deliver) {
		Answer answer = deliver.answer();
		Origin origin = answered(answer);
		this.origins.remember(deliver.value(), origin, this.call.call().step().artifactType(),
				answer.artifact().payload());
		return new StepResult(deliver.value(), origin);
	}

	/**
	 * Ends the call with an answer whose value is handed over in elements.
	 */
	Origin answered(Answer answer) {
		land(answer);
		boolean cached = answer.outcome().isCached();
		StepObservationContext observed = this.observation.context();
		observed.setOutcome(answer.outcome());
		observed.setSaved(cached ? answer.executionTime() : Duration.ZERO);
		observed.setSavedUsage(cached ? answer.usage() : Usage.NONE);
		if (logger.isDebugEnabled()) {
			logger.debug("Step '" + this.call.operation() + "' " + answer.outcome() + ", node "
					+ this.call.identity().nodeId()
					+ (cached ? ", " + this.explanations.describeProduction(answer) : ""));
		}
		Origin origin = new Origin(this.call.operation(), this.call.identity().nodeId(), answer.producerNodeId(),
				answer.artifact().artifactId(), answer.outcome(), answer.why());
		ManualPart.note(this.call, answer);
		ActiveStep enclosing = this.call.context().activeStep();
		if (enclosing != null) {
			enclosing.called(origin);
			if (!answer.kept()) {
				this.call.taintEnclosing("was not kept");
			}
		}
		return origin;
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
	 * Ends the observation of a call that was answered.
	 */
	void stop() {
		this.observation.stop();
	}

	/**
	 * Ends the call without an answer. Whatever is thrown meanwhile, nobody waits for it
	 * any more.
	 */
	void fail(Throwable failure) {
		try {
			complete(FlightResult.of(failure));
		}
		finally {
			ActiveStep enclosing = this.call.context().activeStep();
			if (enclosing != null) {
				enclosing.failed(this.call.identity().nodeId());
			}
			this.observation.end(failure);
		}
	}

	/**
	 * Ends the call as its caller has given it up. Nobody could be told of a failure of
	 * that.
	 */
	void giveUp() {
		new Guarded(this.flight, (ex) -> failAsCancelled()).run(this::failAsCancelled);
	}

	private void failAsCancelled() {
		fail(new CancellationException("Cancelled by the caller"));
	}

}
