package io.musubito.execution;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.observation.Observation;
import io.musubito.execution.Next.AwaitClaim;
import io.musubito.execution.Next.AwaitFlight;
import io.musubito.execution.SingleFlight.Flight;
import io.musubito.lineage.Lineage;
import org.jspecify.annotations.Nullable;

/**
 * One call whose result arrives later, and how it goes through the rules of
 * {@link CallProtocol}: no thread of the caller waits.
 */
final class FutureCall {

	private static final ContextSnapshotFactory SNAPSHOTS = ContextSnapshotFactory.builder().build();

	private final IdentifiedCall call;

	private final CallEnd end;

	private final ResultForm form;

	private final FutureExecutor.BodyAdapter adapter;

	private final CallProtocol protocol;

	private final SingleFlight flights;

	private final CompletableFuture<@Nullable Object> returned = new CompletableFuture<>();

	private volatile @Nullable Future<?> awaited;

	FutureCall(CallEnd end, ResultForm form, FutureExecutor.BodyAdapter adapter, CallProtocol protocol,
			SingleFlight flights) {
		this.call = end.call();
		this.end = end;
		this.form = form;
		this.adapter = adapter;
		this.protocol = protocol;
		this.flights = flights;
	}

	CompletableFuture<@Nullable Object> begin() throws Throwable {
		Stages.whenEnded(this.returned, (result, failure) -> {
			if (this.returned.isCancelled()) {
				cancelled();
			}
		});
		try {
			go(this.protocol.next(this.end));
		}
		catch (Throwable ex) {
			this.end.fail(ex);
			throw ex;
		}
		return this.returned;
	}

	private void go(Next next) throws Throwable {
		if (this.end.isGivenUp()) {
			return;
		}
		if (next instanceof AwaitFlight other) {
			await(other.flight());
		}
		else if (next instanceof AwaitClaim claimed) {
			await(claimed);
		}
		else if (next instanceof Execute execution) {
			run(execution);
		}
		else if (this.end.take()) {
			succeed((Deliver) next);
		}
	}

	private void await(Flight flight) {
		ContextSnapshot surroundings = SNAPSHOTS.captureAll();
		CompletableFuture<FlightResult> completion = this.flights.completion(flight, this.call.activeStep());
		await(completion);
		Stages.whenEnded(completion, (result, cancelled) -> {
			if (result != null) {
				StoreThreads.OWN.execute(() -> resume(surroundings, () -> this.protocol.afterFlight(this.end, result)));
			}
		});
	}

	private void await(AwaitClaim claimed) {
		ContextSnapshot surroundings = SNAPSHOTS.captureAll();
		FutureTask<@Nullable Object> waiting = new FutureTask<>(
				() -> resume(surroundings, () -> this.protocol.afterClaim(this.call, claimed)), null);
		await(waiting);
		StoreThreads.OWN.execute(waiting);
	}

	private void resume(ContextSnapshot surroundings, Continuation continuation) {
		if (this.end.isGivenUp()) {
			return;
		}
		try (ContextSnapshot.Scope scope = surroundings.setThreadLocals();
				Observation.Scope observed = this.end.openScope()) {
			go(continuation.next());
		}
		catch (Throwable ex) {
			if (!this.end.isGivenUp() && this.end.take()) {
				fail(ex);
			}
		}
	}

	private void run(Execute execution) throws Throwable {
		CompletionStage<?> body;
		try (Lineage.Scope scope = Lineage.open(this.call.context().within(this.call.activeStep()))) {
			Object stage = this.call.call().body().proceed();
			body = (stage != null) ? this.adapter.stage(stage, this.end.observation())
					: CompletableFuture.completedFuture(null);
		}
		catch (Throwable ex) {
			go(this.protocol.recordFailure(execution, ex));
			return;
		}
		if (body instanceof Future<?> future) {
			await(future);
		}
		Stages.whenEnded(body, (value, failure) -> StoreThreads.run(() -> ended(execution, value, failure)));
	}

	private void ended(Execute execution, @Nullable Object value, @Nullable Throwable failure) {
		if (!this.end.take()) {
			return;
		}
		Throwable cause = (failure != null) ? Stages.cause(failure) : null;
		Deliver deliver;
		try {
			deliver = (cause != null) ? this.protocol.recordFailure(execution, cause)
					: record(execution, this.form.unwrap(value));
		}
		catch (Throwable ex) {
			fail((failure != null && ex == cause) ? failure : ex);
			return;
		}
		succeed(deliver);
	}

	private Deliver record(Execute execution, @Nullable Object value) throws Throwable {
		RoundTrip.Stored stored;
		try (Lineage.Scope scope = Lineage.open(this.call.context().within(this.call.activeStep()))) {
			stored = this.protocol.roundTrip(execution, value);
		}
		catch (Throwable ex) {
			return this.protocol.recordFailure(execution, ex);
		}
		return this.protocol.record(execution, value, stored);
	}

	private void succeed(Deliver deliver) {
		Object result;
		try {
			result = this.form.wrap(this.end.deliver(deliver));
		}
		catch (Throwable ex) {
			fail(ex);
			return;
		}
		this.end.stop();
		// What the caller does next belongs to where the call was made, on any thread
		try (Lineage.Scope scope = Lineage.open(this.call.context())) {
			this.returned.complete(result);
		}
	}

	private void fail(Throwable failure) {
		this.end.fail(failure);
		try (Lineage.Scope scope = Lineage.open(this.call.context())) {
			this.returned.completeExceptionally(failure);
		}
	}

	private void cancelled() {
		this.end.cancel();
		Future<?> current = this.awaited;
		if (current != null) {
			current.cancel(true);
		}
	}

	private void await(Future<?> future) {
		this.awaited = future;
		if (this.returned.isCancelled()) {
			future.cancel(true);
		}
	}

	/**
	 * What comes after a wait.
	 */
	@FunctionalInterface
	private interface Continuation {

		Next next() throws Throwable;

	}

}
