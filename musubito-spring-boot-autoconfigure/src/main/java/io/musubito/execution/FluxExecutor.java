package io.musubito.execution;

import java.util.function.Function;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.musubito.ReplayMode;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import reactor.core.publisher.Flux;
import reactor.util.context.ContextView;

/**
 * Answers calls of steps that return a {@link Flux}: each subscription is a call.
 */
final class FluxExecutor {

	private final CallIdentifier identifier;

	private final Answering answering;

	private final SingleFlight singleFlight;

	private final ObservationRegistry observations;

	private final StreamLimit limit;

	private final Function<LineageContext, ReplayMode> modes;

	FluxExecutor(CallIdentifier identifier, Answering answering, SingleFlight singleFlight,
			ObservationRegistry observations, StreamLimit limit, Function<LineageContext, ReplayMode> modes) {
		this.identifier = identifier;
		this.answering = answering;
		this.singleFlight = singleFlight;
		this.observations = observations;
		this.limit = limit;
		this.modes = modes;
	}

	Flux<Object> execute(StepCall call, ResultForm form) {
		LineageContext assembled = Lineage.current();
		return Flux.deferContextual((subscriber) -> {
			LineageContext context = assembled.subscribedFrom(ReactorContexts.of(subscriber));
			ReplayMode mode = this.modes.apply(context);
			return (mode == ReplayMode.OFF) ? asIs(call)
					: ReactorContexts.whereWaitingIsAllowed(() -> begin(call, form, context, mode, subscriber));
		});
	}

	@SuppressWarnings("unchecked")
	private static Flux<Object> asIs(StepCall call) {
		try {
			Object body = call.body().proceed();
			return (body != null) ? (Flux<Object>) body : Flux.empty();
		}
		catch (Throwable ex) {
			return Flux.error(ex);
		}
	}

	private Flux<Object> begin(StepCall call, ResultForm form, LineageContext context, ReplayMode mode,
			ContextView subscriber) {
		CallObservation observation = CallObservation.start(call.step().definition(), this.observations);
		try (Observation.Scope scope = observation.openScope()) {
			IdentifiedCall identified = this.identifier.identify(call.subscribedBy(subscriber), context, mode);
			FluxCall stream = new FluxCall(identified, form, observation, subscriber, this.answering, this.singleFlight,
					this.limit);
			return stream.begin().doOnCancel(stream::cancelled);
		}
		catch (Throwable ex) {
			observation.failed(ex);
			observation.stop();
			return Flux.error(ex);
		}
	}

}
