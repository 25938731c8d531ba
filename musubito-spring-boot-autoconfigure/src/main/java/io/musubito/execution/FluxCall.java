package io.musubito.execution;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import io.musubito.StepOutcome;
import io.musubito.artifact.Artifact;
import io.musubito.artifact.ArtifactElements;
import io.musubito.artifact.ArtifactType;
import io.musubito.execution.SingleFlight.Flight;
import io.musubito.execution.SingleFlight.Landing;
import io.musubito.lineage.ElementSource;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import io.musubito.lineage.Origin;
import io.musubito.replay.ReplayPolicy;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

/**
 * The story of one call whose result arrives in elements. The caller who executes gets
 * each as soon as it is there, and the end when all of them are recorded. Those who join
 * wait for that and read the elements from the artifact. It ends once: with an answer, a
 * failure, or because it was cancelled.
 */
final class FluxCall {

	private final IdentifiedCall call;

	private final ResultForm form;

	private final CallObservation observation;

	private final ContextView subscriber;

	private final Answering answering;

	private final SingleFlight singleFlight;

	private final StreamLimit limit;

	private final AtomicBoolean ended = new AtomicBoolean();

	private final ElementSource source = ElementSource.underWay();

	private @Nullable ArtifactElements gathered = new ArtifactElements();

	private boolean handedOn;

	private volatile @Nullable Flight led;

	FluxCall(IdentifiedCall call, ResultForm form, CallObservation observation, ContextView subscriber,
			Answering answering, SingleFlight singleFlight, StreamLimit limit) {
		this.call = call;
		this.form = form;
		this.observation = observation;
		this.subscriber = subscriber;
		this.answering = answering;
		this.singleFlight = singleFlight;
		this.limit = limit;
	}

	Flux<Object> begin() {
		try {
			return joinOrLead();
		}
		catch (Throwable ex) {
			return endedBy(ex);
		}
	}

	private Flux<Object> joinOrLead() throws Throwable {
		if (ReplayPolicy.neverReplays(this.call.definition())) {
			return lead(null);
		}
		Delivery earlier = this.answering.again(this.call);
		if (earlier != null) {
			return replay(earlier);
		}
		Flight flight = this.singleFlight.enter(this.call.frame());
		return flight.isOwnedBy(this.call.frame()) ? lead(flight) : join(flight);
	}

	private Flux<Object> join(Flight flight) {
		CompletableFuture<Landing> arrival = this.singleFlight.arrival(flight, this.call.frame());
		// What follows must not hold up the thread on which the other one ended
		return Mono.fromFuture(arrival).publishOn(Schedulers.boundedElastic()).flatMapMany(this::joined);
	}

	private Flux<Object> joined(Landing landing) {
		try {
			Delivery delivery = this.answering.join(this.call, landing);
			return (delivery != null) ? replay(delivery) : joinOrLead();
		}
		catch (Throwable ex) {
			return endedBy(ex);
		}
	}

	private Flux<Object> lead(@Nullable Flight flight) throws Throwable {
		this.led = flight;
		if (this.ended.get()) {
			land(new Landing.Abandoned());
			return Flux.empty();
		}
		Beginning beginning = this.answering.beginUnlessOccupied(this.call);
		return (beginning instanceof Occupied occupied) ? await(occupied) : proceed(beginning);
	}

	private Flux<Object> await(Occupied occupied) {
		return Mono.fromCallable(() -> {
			try {
				return proceed(this.answering.beginWhenFree(this.call, occupied));
			}
			catch (Throwable ex) {
				return endedBy(ex);
			}
		}).subscribeOn(Schedulers.boundedElastic()).flatMapMany((elements) -> elements);
	}

	private Flux<Object> proceed(Beginning beginning) throws Throwable {
		if (this.ended.get()) {
			// Cancelled while it was begun: what it has claimed since is to be released
			land(new Landing.Abandoned());
			return Flux.empty();
		}
		return (beginning instanceof Delivery replayed) ? replay(replayed) : run((Attempt) beginning);
	}

	private Flux<Object> replay(Delivery delivery) {
		this.ended.set(true);
		land(Landing.of(delivery.answer()));
		Origin origin = this.answering.deliver(this.call, delivery.answer(), this.observation.context());
		List<?> values = (List<?>) Objects.requireNonNull(delivery.value());
		return Flux.fromIterable(() -> elements(values, delivery.answer().artifact(), origin))
			.doFinally((signal) -> this.observation.stop());
	}

	private Iterator<Object> elements(List<?> values, Artifact list, Origin origin) {
		Iterator<Artifact> artifacts = ArtifactElements.split(list);
		return values.stream().<Object>map((value) -> deliver(value, artifacts.next(), origin)).iterator();
	}

	private Object deliver(@Nullable Object value, Artifact element, Origin origin) {
		return this.answering.deliverElement(value, origin.ofElement(element.artifactId(), ElementSource.recorded()),
				element.payload(), this.form);
	}

	private Flux<Object> run(Attempt attempt) throws Throwable {
		LineageContext inBody = this.call.context().within(this.call.frame());
		// Its elements are consumed before it has ended
		this.call.noteExecution(this.call.identity().nodeId());
		Object body;
		try (Lineage.Scope scope = Lineage.open(inBody)) {
			body = this.call.call().body().proceed();
		}
		catch (Throwable ex) {
			return replay(this.answering.failed(attempt, ex));
		}
		Flux<Object> elements = (body != null) ? Flux.from((Publisher<?>) body) : Flux.empty();
		return followed(elements.contextWrite(ReactorContexts.ofBody(this.subscriber, inBody, this.observation)),
				inBody)
			.map((element) -> handOn(attempt, element))
			.concatWith(ReactorContexts.whereWaitingIsAllowed(() -> complete(attempt)))
			.onErrorResume((failure) -> ReactorContexts.whereWaitingIsAllowed(() -> failed(attempt, failure)));
	}

	private Flux<Object> followed(Flux<Object> body, LineageContext inBody) {
		return Flux.from((caller) -> {
			LineageContext around = ReactorContexts.of(this.subscriber);
			try (Lineage.Scope scope = Lineage.open(inBody)) {
				body.subscribe(new ContextBorder(Operators.toCoreSubscriber(caller), inBody, around));
			}
		});
	}

	private Object handOn(Attempt attempt, Object element) {
		ArtifactType type = Objects.requireNonNull(this.form.elements());
		RoundTrip.Stored stored = this.answering.roundTripElement(attempt, type, this.form.unwrap(element));
		gather(stored.artifact());
		this.handedOn = true;
		String nodeId = this.call.identity().nodeId();
		Origin origin = new Origin(this.call.operation(), nodeId, nodeId, stored.artifact().artifactId(),
				StepOutcome.EXECUTED, attempt.why(), this.source);
		return this.answering.deliverElement(stored.value(), origin, stored.artifact().payload(), this.form);
	}

	private void gather(Artifact element) {
		ArtifactElements elements = this.gathered;
		if (elements == null) {
			return;
		}
		if (!this.limit.isReachedBy(elements.size())) {
			elements.add(element);
			return;
		}
		this.gathered = null;
		this.limit.tell(this.call.operation());
		this.source.end(false);
		// It may never end
		land(new Landing.Abandoned());
	}

	private Flux<Object> complete(Attempt attempt) {
		if (!this.ended.compareAndSet(false, true)) {
			return Flux.empty();
		}
		try {
			ArtifactElements elements = this.gathered;
			if (elements != null) {
				record(attempt, elements.join());
			}
			else {
				this.answering.executedWithoutArtifact(attempt);
				this.observation.context().setOutcome(StepOutcome.EXECUTED);
			}
		}
		catch (Throwable ex) {
			fail(ex);
			return Flux.error(ex);
		}
		this.observation.stop();
		return Flux.empty();
	}

	private void record(Attempt attempt, Artifact list) {
		ArtifactType type = this.call.call().step().artifactType();
		Object value = (this.call.call().unless() != null) ? type.decode(list.payload()) : null;
		Set<String> consumers = this.source.consumers();
		Answer answer = this.answering.executed(attempt, value, new RoundTrip.Stored(list, value), consumers).answer();
		land(Landing.of(answer));
		Set<String> late = new HashSet<>(this.source.end(answer.kept()));
		late.removeAll(consumers);
		this.answering.link(this.call, late);
		this.answering.deliver(this.call, answer, this.observation.context());
	}

	private Flux<Object> failed(Attempt attempt, Throwable failure) {
		if (!this.ended.compareAndSet(false, true)) {
			return Flux.error(failure);
		}
		try {
			if (!this.handedOn) {
				return replay(this.answering.failed(attempt, failure));
			}
			this.answering.failedInParts(attempt, failure);
			fail(failure);
			return Flux.error(failure);
		}
		catch (Throwable ex) {
			fail(ex);
			return Flux.error(ex);
		}
	}

	private Flux<Object> endedBy(Throwable failure) {
		if (this.ended.compareAndSet(false, true)) {
			fail(failure);
		}
		else {
			land(Landing.of(failure));
		}
		return Flux.error(failure);
	}

	private void fail(Throwable failure) {
		land(Landing.of(failure));
		this.answering.link(this.call, this.source.end(false));
		Answering.notDelivered(this.call);
		this.observation.failed(failure);
		this.observation.stop();
	}

	void cancelled() {
		if (this.ended.compareAndSet(false, true)) {
			land(new Landing.Abandoned());
			this.source.end(false);
			Answering.notDelivered(this.call);
			this.observation.failed(new CancellationException("Cancelled by the caller"));
			this.observation.stop();
		}
	}

	private void land(Landing landing) {
		Flight flight = this.led;
		if (flight != null) {
			this.singleFlight.land(flight, landing);
		}
	}

}
