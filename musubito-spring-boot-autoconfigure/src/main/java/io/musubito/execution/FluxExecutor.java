package io.musubito.execution;

import java.util.function.Function;

import io.musubito.ReplayMode;
import io.musubito.execution.SingleFlight.Flight;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import reactor.core.publisher.Flux;
import reactor.util.context.ContextView;

/**
 * Answers calls of steps that return a {@link Flux}: each subscription is a call.
 */
final class FluxExecutor {

	private final CallProtocol protocol;

	private final SingleFlight flights;

	private final StreamLimit limit;

	private final Function<LineageContext, ReplayMode> modes;

	FluxExecutor(CallProtocol protocol, SingleFlight flights, StreamLimit limit,
			Function<LineageContext, ReplayMode> modes) {
		this.protocol = protocol;
		this.flights = flights;
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
		try {
			return begin(this.protocol.identify(call.subscribedBy(subscriber), context, mode), form, subscriber);
		}
		catch (Throwable ex) {
			return Flux.error(ex);
		}
	}

	private Flux<Object> begin(CallEnd end, ResultForm form, ContextView subscriber) {
		Flight flight = end.flight();
		try (CallScope scope = end.openScope()) {
			FluxCall stream = new FluxCall(end, form, subscriber, this.protocol, this.flights, this.limit);
			return stream.begin().doOnError(stream::broken).doOnCancel(stream::cancelled);
		}
		catch (Throwable ex) {
			try {
				end.take();
				end.fail(ex);
			}
			finally {
				flight.left = true;
			}
			throw ex;
		}
	}

}
