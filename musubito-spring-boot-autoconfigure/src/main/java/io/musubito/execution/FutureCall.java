package io.musubito.execution;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.musubito.execution.Next.AwaitClaim;
import io.musubito.execution.Next.AwaitFlight;
import io.musubito.execution.Next.Continuation;
import io.musubito.execution.SingleFlight.Flight;
import io.musubito.lineage.Lineage;
import io.musubito.store.StackRoom;
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

	private final Guarded guarded;

	private final Guarded ending;

	private volatile @Nullable Future<?> awaited;

	FutureCall(CallEnd end, ResultForm form, FutureExecutor.BodyAdapter adapter, CallProtocol protocol,
			SingleFlight flights) {
		this.call = end.call();
		this.end = end;
		this.form = form;
		this.adapter = adapter;
		this.protocol = protocol;
		this.flights = flights;
		this.guarded = new Guarded(end.flight(), this::broken);
		this.ending = new Guarded(end.flight(), this::fail);
	}

	/**
	 * Begins the call. If it throws something, the call has not ended yet.
	 */
	CompletableFuture<@Nullable Object> begin() throws Throwable {
		Stages.whenEnded(this.returned, new Guarded(this.end.flight(), (ex) -> givenUp()),
				(result, failure) -> givenUp());
		go(this.protocol.next(this.end));
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
		else {
			settle(() -> (Deliver) next);
		}
	}

	private void await(Flight flight) {
		ContextSnapshot surroundings = SNAPSHOTS.captureAll();
		CompletableFuture<FlightResult> completion = this.flights.completion(flight, this.call.activeStep());
		await(completion);
		Stages.whenEnded(completion, this.guarded, (result, cancelled) -> {
			if (result != null) {
				StoreThreads.OWN.execute(resumption(surroundings, () -> this.protocol.afterFlight(this.end, result)));
			}
		});
	}

	private void await(AwaitClaim claimed) {
		ContextSnapshot surroundings = SNAPSHOTS.captureAll();
		FutureTask<@Nullable Object> waiting = new FutureTask<>(
				resumption(surroundings, () -> this.protocol.afterClaim(this.call, claimed)), null);
		await(waiting);
		StoreThreads.OWN.execute(waiting);
	}

	private Runnable resumption(ContextSnapshot surroundings, Continuation continuation) {
		return this.guarded.part(() -> resume(surroundings, continuation));
	}

	private void resume(ContextSnapshot surroundings, Continuation continuation) {
		if (this.end.isGivenUp()) {
			return;
		}
		try (ContextSnapshot.Scope scope = surroundings.setThreadLocals(); CallScope observed = this.end.openScope()) {
			go(continuation.next());
		}
		catch (Throwable ex) {
			broken(ex);
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
		Stages.whenEnded(body, this.guarded,
				(value, failure) -> StoreThreads.run(this.guarded.part(() -> ended(execution, value, failure))));
	}

	private void ended(Execute execution, @Nullable Object value, @Nullable Throwable failure) {
		settle(() -> {
			if (failure == null) {
				return record(execution, this.form.unwrap(value));
			}
			Throwable cause = Stages.cause(failure);
			try {
				return this.protocol.recordFailure(execution, cause);
			}
			catch (Throwable ex) {
				throw (ex == cause) ? failure : ex;
			}
		});
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

	/**
	 * Ends the call, unless it has ended.
	 */
	private void settle(Settlement settlement) {
		StackRoom.require();
		if (this.end.take()) {
			// Nobody else ends it now
			this.ending.run(() -> succeed(settlement));
		}
	}

	private void succeed(Settlement settlement) {
		Object result;
		try {
			result = this.form.wrap(this.end.deliver(settlement.deliver()));
			this.end.stop();
		}
		catch (Throwable ex) {
			fail(ex);
			return;
		}
		// What the caller does next belongs to where the call was made, on any thread
		try (Lineage.Scope scope = Lineage.open(this.call.context())) {
			this.returned.complete(result);
		}
	}

	/**
	 * Ends the call when something was thrown before it was ended.
	 */
	private void broken(Throwable failure) {
		if (!this.end.isGivenUp() && this.end.take()) {
			this.ending.run(() -> fail(failure));
		}
	}

	private void fail(Throwable failure) {
		try {
			this.end.fail(failure);
		}
		finally {
			try (Lineage.Scope scope = Lineage.open(this.call.context())) {
				this.returned.completeExceptionally(failure);
			}
		}
	}

	/**
	 * The caller has completed what it got, in whatever way: then nobody waits for the
	 * result.
	 */
	private void givenUp() {
		if (!this.end.take()) {
			return;
		}
		try {
			// Nobody else ends it now
			this.ending.run(this.end::giveUp);
		}
		finally {
			Future<?> current = this.awaited;
			if (current != null) {
				current.cancel(true);
			}
		}
	}

	private void await(Future<?> future) {
		this.awaited = future;
		if (this.returned.isDone()) {
			future.cancel(true);
		}
	}

	/**
	 * How the call ends.
	 */
	@FunctionalInterface
	private interface Settlement {

		Deliver deliver() throws Throwable;

	}

}
