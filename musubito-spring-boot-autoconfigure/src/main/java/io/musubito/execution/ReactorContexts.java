package io.musubito.execution;

import java.util.function.Function;
import java.util.function.Supplier;

import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import io.musubito.lineage.LineageThreadLocalAccessor;
import reactor.core.publisher.Flux;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * What calls that begin with a subscription need of Reactor.
 */
public final class ReactorContexts {

	private ReactorContexts() {
	}

	/**
	 * The lineage context of a subscriber: what it says, else that of its thread.
	 * @param subscriber the Reactor context of the subscriber
	 * @return its lineage context
	 */
	public static LineageContext of(ContextView subscriber) {
		return subscriber.hasKey(LineageThreadLocalAccessor.KEY) ? subscriber.get(LineageThreadLocalAccessor.KEY)
				: Lineage.current();
	}

	/**
	 * What the body of a step sees: what the subscriber has, the lineage context of the
	 * body, and the observation of the call.
	 */
	static Function<Context, Context> ofBody(ContextView subscriber, LineageContext body, CallObservation call) {
		return (context) -> {
			Context own = context.putAll(subscriber).put(LineageThreadLocalAccessor.KEY, body);
			Observation observation = call.observation();
			return observation.isNoop() ? own : own.put(ObservationThreadLocalAccessor.KEY, observation);
		};
	}

	/**
	 * Does work that waits for the store when it is subscribed to, elsewhere if the
	 * subscribing thread must not wait.
	 * @param <T> the type of the elements
	 * @param work the work
	 * @return a flux that does it for each subscription
	 */
	public static <T> Flux<T> whereWaitingIsAllowed(Supplier<Flux<T>> work) {
		return Flux.defer(() -> {
			Flux<T> deferred = Flux.defer(work);
			return StoreThreads.isNonBlockingThread() ? deferred.subscribeOn(StoreThreads.scheduler(), false)
					: deferred;
		});
	}

}
