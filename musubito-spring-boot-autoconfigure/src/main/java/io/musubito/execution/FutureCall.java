package io.musubito.execution;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.observation.Observation;
import io.musubito.execution.SingleFlight.Flight;
import io.musubito.execution.SingleFlight.Landing;
import io.musubito.lineage.Lineage;
import io.musubito.replay.ReplayPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The story of one call whose result arrives later. No thread waits for it. It ends once:
 * with an answer, a failure, or because it was cancelled.
 */
final class FutureCall {

	private static final ContextSnapshotFactory SNAPSHOTS = ContextSnapshotFactory.builder().build();

	private final IdentifiedCall call;

	private final ResultForm form;

	private final CallObservation observation;

	private final FutureExecutor.BodyAdapter adapter;

	private final Answering answering;

	private final SingleFlight singleFlight;

	private final CompletableFuture<@Nullable Object> returned = new CompletableFuture<>();

	private final AtomicBoolean ended = new AtomicBoolean();

	private volatile @Nullable Flight led;

	private volatile @Nullable Future<?> awaited;

	FutureCall(IdentifiedCall call, ResultForm form, CallObservation observation, FutureExecutor.BodyAdapter adapter,
			Answering answering, SingleFlight singleFlight) {
		this.call = call;
		this.form = form;
		this.observation = observation;
		this.adapter = adapter;
		this.answering = answering;
		this.singleFlight = singleFlight;
	}

	CompletableFuture<@Nullable Object> begin() throws Throwable {
		Stages.whenEnded(this.returned, (result, failure) -> {
			if (this.returned.isCancelled()) {
				cancelled();
			}
		});
		try {
			joinOrLead();
		}
		catch (Throwable ex) {
			Answering.notDelivered(this.call);
			throw ex;
		}
		return this.returned;
	}

	private void joinOrLead() throws Throwable {
		if (ReplayPolicy.neverReplays(this.call.definition())) {
			lead(null);
			return;
		}
		Delivery earlier = this.answering.again(this.call);
		if (earlier != null) {
			if (this.ended.compareAndSet(false, true)) {
				succeed(earlier);
			}
			return;
		}
		Flight flight = this.singleFlight.enter(this.call.frame());
		if (flight.isOwnedBy(this.call.frame())) {
			lead(flight);
		}
		else {
			join(flight);
		}
	}

	private void join(Flight flight) {
		ContextSnapshot surroundings = SNAPSHOTS.captureAll();
		CompletableFuture<Landing> arrival = this.singleFlight.arrival(flight, this.call.frame());
		await(arrival);
		Stages.whenEnded(arrival, (landing, cancelled) -> {
			if (landing != null) {
				StoreThreads.OWN.execute(() -> joined(landing, surroundings));
			}
		});
	}

	private void joined(Landing landing, ContextSnapshot surroundings) {
		if (this.ended.get()) {
			return;
		}
		try (ContextSnapshot.Scope scope = surroundings.setThreadLocals();
				Observation.Scope observed = this.observation.openScope()) {
			Delivery delivery = this.answering.join(this.call, landing);
			if (delivery == null) {
				joinOrLead();
			}
			else if (this.ended.compareAndSet(false, true)) {
				succeed(delivery);
			}
		}
		catch (Throwable ex) {
			if (this.ended.compareAndSet(false, true)) {
				fail(ex);
			}
		}
	}

	private void lead(@Nullable Flight flight) throws Throwable {
		this.led = flight;
		if (this.ended.get()) {
			land(new Landing.Abandoned());
			return;
		}
		try {
			Beginning beginning = this.answering.beginUnlessOccupied(this.call);
			if (beginning instanceof Occupied occupied) {
				waitElsewhere(occupied);
			}
			else {
				proceed(beginning);
			}
		}
		catch (Throwable ex) {
			land(Landing.of(ex));
			throw ex;
		}
	}

	private void waitElsewhere(Occupied occupied) {
		ContextSnapshot surroundings = SNAPSHOTS.captureAll();
		FutureTask<@Nullable Object> waiting = new FutureTask<>(() -> leadWhenFree(occupied, surroundings), null);
		await(waiting);
		StoreThreads.OWN.execute(waiting);
	}

	private void leadWhenFree(Occupied occupied, ContextSnapshot surroundings) {
		try (ContextSnapshot.Scope scope = surroundings.setThreadLocals();
				Observation.Scope observed = this.observation.openScope()) {
			proceed(this.answering.beginWhenFree(this.call, occupied));
		}
		catch (Throwable ex) {
			land(Landing.of(ex));
			if (this.ended.compareAndSet(false, true)) {
				fail(ex);
			}
		}
	}

	private void proceed(Beginning beginning) throws Throwable {
		if (this.ended.get()) {
			// Given up meanwhile: what was claimed since must not stay so
			land(new Landing.Abandoned());
			return;
		}
		Delivery delivery = (beginning instanceof Attempt attempt) ? run(attempt) : (Delivery) beginning;
		if (delivery != null && this.ended.compareAndSet(false, true)) {
			land(Landing.of(delivery.answer()));
			succeed(delivery);
		}
	}

	/**
	 * Runs the body.
	 * @return an older result to serve in place of a failure; {@code null} when the
	 * result arrives later
	 */
	private @Nullable Delivery run(Attempt attempt) throws Throwable {
		CompletionStage<?> body;
		try (Lineage.Scope scope = Lineage.open(this.call.context().within(this.call.frame()))) {
			Object returned = this.call.call().body().proceed();
			body = (returned != null) ? this.adapter.stage(returned, this.observation)
					: CompletableFuture.completedFuture(null);
		}
		catch (Throwable ex) {
			return this.answering.failed(attempt, ex);
		}
		if (body instanceof Future<?> future) {
			await(future);
		}
		Stages.whenEnded(body, (value, failure) -> StoreThreads.run(() -> arrived(attempt, value, failure)));
		return null;
	}

	private void arrived(Attempt attempt, @Nullable Object value, @Nullable Throwable failure) {
		if (!this.ended.compareAndSet(false, true)) {
			return;
		}
		Throwable cause = (failure != null) ? Stages.cause(failure) : null;
		Delivery delivery;
		try {
			delivery = (cause != null) ? this.answering.failed(attempt, cause)
					: record(attempt, this.form.unwrap(value));
		}
		catch (Throwable ex) {
			land(Landing.of(ex));
			fail((failure != null && ex == cause) ? failure : ex);
			return;
		}
		land(Landing.of(delivery.answer()));
		succeed(delivery);
	}

	private Delivery record(Attempt attempt, @Nullable Object value) throws Throwable {
		RoundTrip.Stored stored;
		try (Lineage.Scope scope = Lineage.open(this.call.context().within(this.call.frame()))) {
			stored = this.answering.roundTrip(attempt, value);
		}
		catch (Throwable ex) {
			return this.answering.failed(attempt, ex);
		}
		return this.answering.executed(attempt, value, stored);
	}

	private void succeed(Delivery delivery) {
		Object result;
		try {
			result = this.form.wrap(this.answering.deliver(this.call, delivery, this.observation.context()));
		}
		catch (Throwable ex) {
			fail(ex);
			return;
		}
		this.observation.stop();
		// What the caller does next belongs to where the call was made, on any thread
		try (Lineage.Scope scope = Lineage.open(this.call.context())) {
			this.returned.complete(result);
		}
	}

	private void fail(Throwable failure) {
		Answering.notDelivered(this.call);
		this.observation.failed(failure);
		this.observation.stop();
		try (Lineage.Scope scope = Lineage.open(this.call.context())) {
			this.returned.completeExceptionally(failure);
		}
	}

	private void cancelled() {
		if (this.ended.compareAndSet(false, true)) {
			land(new Landing.Abandoned());
			Answering.notDelivered(this.call);
			this.observation.failed(new CancellationException("Cancelled by the caller"));
			this.observation.stop();
		}
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

	private void land(Landing landing) {
		Flight flight = this.led;
		if (flight != null) {
			this.singleFlight.land(flight, landing);
		}
	}

}
