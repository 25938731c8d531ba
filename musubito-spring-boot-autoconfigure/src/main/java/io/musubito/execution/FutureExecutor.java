package io.musubito.execution;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.musubito.ReplayMode;
import io.musubito.execution.SingleFlight.Flight;
import io.musubito.lineage.LineageContext;
import org.jspecify.annotations.Nullable;

/**
 * Answers calls of steps whose results arrive later.
 */
final class FutureExecutor {

	private final CallProtocol protocol;

	private final SingleFlight flights;

	FutureExecutor(CallProtocol protocol, SingleFlight flights) {
		this.protocol = protocol;
		this.flights = flights;
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
		CallEnd end = this.protocol.identify(call, context, mode);
		Flight flight = end.flight();
		try (CallScope scope = end.openScope()) {
			return new FutureCall(end, form, adapter, this.protocol, this.flights).begin();
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

	/**
	 * Makes a stage of what a method returned.
	 */
	@FunctionalInterface
	interface BodyAdapter {

		CompletionStage<?> stage(Object body, CallObservation observation);

	}

}
