package io.musubito.execution;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.musubito.ReplayMode;
import io.musubito.lineage.LineageContext;
import org.jspecify.annotations.Nullable;

/**
 * Answers calls of steps whose results arrive later.
 */
final class FutureExecutor {

	private final CallIdentifier identifier;

	private final Answering answering;

	private final SingleFlight singleFlight;

	private final ObservationRegistry observations;

	FutureExecutor(CallIdentifier identifier, Answering answering, SingleFlight singleFlight,
			ObservationRegistry observations) {
		this.identifier = identifier;
		this.answering = answering;
		this.singleFlight = singleFlight;
		this.observations = observations;
	}

	/**
	 * Answers a call.
	 * @param call the call
	 * @param form in what form the caller gets the result
	 * @param context its surroundings
	 * @param mode how it is to be answered, not {@code OFF}
	 * @param adapter makes a stage of what the body returned, in the context of the body
	 * @return a future that is complete when the result is recorded; to cancel it cancels
	 * the future of the body, and records nothing
	 * @throws Throwable what the call throws before it has a future
	 */
	CompletableFuture<@Nullable Object> execute(StepCall call, ResultForm form, LineageContext context, ReplayMode mode,
			BodyAdapter adapter) throws Throwable {
		CallObservation observation = CallObservation.start(call.step().definition(), this.observations);
		try (Observation.Scope scope = observation.openScope()) {
			IdentifiedCall identified = this.identifier.identify(call, context, mode);
			return new FutureCall(identified, form, observation, adapter, this.answering, this.singleFlight).begin();
		}
		catch (Throwable ex) {
			observation.failed(ex);
			observation.stop();
			throw ex;
		}
	}

	/**
	 * Makes a stage of what a method returned.
	 */
	@FunctionalInterface
	interface BodyAdapter {

		CompletionStage<?> stage(Object body, CallObservation observation);

	}

}
