package io.musubito.execution;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.musubito.StepOutcome;
import io.musubito.artifact.Artifact;
import io.musubito.artifact.ArtifactElements;
import io.musubito.artifact.ArtifactType;
import io.musubito.execution.Next.AwaitClaim;
import io.musubito.execution.Next.AwaitFlight;
import io.musubito.execution.Next.Continuation;
import io.musubito.execution.SingleFlight.Flight;
import io.musubito.lineage.ElementSource;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import io.musubito.lineage.Origin;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.ContextView;

/**
 * One call whose result arrives in elements, and how it goes through the rules of
 * {@link CallProtocol}. The caller who executes gets each element as soon as it is there,
 * and the end when all of them are recorded. Those who join wait for that and read the
 * elements from the artifact.
 */
final class FluxCall {

	private final IdentifiedCall call;

	private final CallEnd end;

	private final ResultForm form;

	private final ContextView subscriber;

	private final CallProtocol protocol;

	private final SingleFlight flights;

	private final StreamLimit limit;

	private final Guarded guarded;

	private final ElementSource source = ElementSource.running();

	private @Nullable ArtifactElements gathered = new ArtifactElements();

	private boolean handedOn;

	FluxCall(CallEnd end, ResultForm form, ContextView subscriber, CallProtocol protocol, SingleFlight flights,
			StreamLimit limit) {
		this.call = end.call();
		this.end = end;
		this.form = form;
		this.subscriber = subscriber;
		this.protocol = protocol;
		this.flights = flights;
		this.limit = limit;
		this.guarded = new Guarded(end.flight(), this::fail);
	}

	Flux<Object> begin() {
		return go(() -> this.protocol.next(this.end));
	}

	private Flux<Object> go(Continuation continuation) {
		try {
			Next next = continuation.next();
			if (this.end.isGivenUp()) {
				return Flux.empty();
			}
			if (next instanceof AwaitFlight other) {
				return await(other.flight());
			}
			if (next instanceof AwaitClaim claimed) {
				return await(claimed);
			}
			return (next instanceof Execute execution) ? run(execution) : replay((Deliver) next);
		}
		catch (Throwable ex) {
			broken(ex);
			return Flux.error(ex);
		}
	}

	/**
	 * Ends the call when something was thrown before it was ended.
	 */
	void broken(Throwable failure) {
		if (!this.end.isGivenUp() && this.end.take()) {
			this.guarded.run(() -> fail(failure));
		}
	}

	private Flux<Object> await(Flight flight) {
		CompletableFuture<FlightResult> completion = this.flights.completion(flight, this.call.activeStep());
		// What follows must not hold up the thread on which the other one ended
		return Mono.fromFuture(completion)
			.publishOn(StoreThreads.scheduler())
			.flatMapMany((result) -> go(() -> this.protocol.afterFlight(this.end, result)));
	}

	private Flux<Object> await(AwaitClaim claimed) {
		return Mono.fromCallable(() -> go(() -> this.protocol.afterClaim(this.call, claimed)))
			.subscribeOn(StoreThreads.scheduler())
			.flatMapMany((elements) -> elements);
	}

	private Flux<Object> replay(Deliver deliver) {
		return (this.end.take()) ? deliver(deliver) : Flux.empty();
	}

	private Flux<Object> deliver(Deliver deliver) {
		Origin origin = this.end.answered(deliver.answer());
		List<?> values = (List<?>) Objects.requireNonNull(deliver.value());
		return Flux.fromIterable(() -> elements(values, deliver.answer().artifact(), origin))
			.doFinally((signal) -> this.end.stop());
	}

	private Iterator<Object> elements(List<?> values, Artifact list, Origin origin) {
		Iterator<Artifact> artifacts = ArtifactElements.split(list);
		return values.stream().<Object>map((value) -> deliver(value, artifacts.next(), origin)).iterator();
	}

	private Object deliver(@Nullable Object value, Artifact element, Origin origin) {
		return this.end.deliverElement(value, origin.ofElement(element.artifactId(), ElementSource.recorded()),
				element.payload(), this.form);
	}

	private Flux<Object> run(Execute execution) throws Throwable {
		LineageContext inBody = this.call.context().within(this.call.activeStep());
		// Its elements are consumed before it has ended
		this.call.noteExecution(this.call.identity().nodeId());
		Object body;
		try (Lineage.Scope scope = Lineage.open(inBody)) {
			body = this.call.call().body().proceed();
		}
		catch (Throwable ex) {
			return replay(this.protocol.recordFailure(execution, ex));
		}
		Flux<Object> elements = (body != null) ? Flux.from((Publisher<?>) body) : Flux.empty();
		return followed(elements.contextWrite(ReactorContexts.ofBody(this.subscriber, inBody, this.end.observation())),
				inBody)
			.map((element) -> handOn(execution, element))
			.concatWith(ReactorContexts.whereWaitingIsAllowed(() -> complete(execution)))
			.onErrorResume((failure) -> ReactorContexts.whereWaitingIsAllowed(() -> failed(execution, failure)));
	}

	private Flux<Object> followed(Flux<Object> body, LineageContext inBody) {
		return Flux.from((caller) -> {
			LineageContext around = ReactorContexts.of(this.subscriber);
			try (Lineage.Scope scope = Lineage.open(inBody)) {
				body.subscribe(new ContextSwitchingSubscriber(Operators.toCoreSubscriber(caller), inBody, around));
			}
			catch (Throwable ex) {
				// Reactor tells nobody of what is fatal to it
				broken(ex);
				throw ex;
			}
		});
	}

	private Object handOn(Execute execution, Object element) {
		try {
			return stored(execution, element);
		}
		catch (Throwable ex) {
			if (Exceptions.isFatal(ex)) {
				broken(ex);
			}
			throw ex;
		}
	}

	private Object stored(Execute execution, Object element) {
		ArtifactType type = Objects.requireNonNull(this.form.elements());
		RoundTrip.Stored stored = this.protocol.roundTrip(execution, type, this.form.unwrap(element));
		gather(stored.artifact());
		this.handedOn = true;
		String nodeId = this.call.identity().nodeId();
		Origin origin = new Origin(this.call.operation(), nodeId, nodeId, stored.artifact().artifactId(),
				StepOutcome.EXECUTED, execution.why(), this.source);
		return this.end.deliverElement(stored.value(), origin, stored.artifact().payload(), this.form);
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
		this.limit.warn(this.call.operation());
		this.source.end(false);
		// It may never end
		this.end.complete(new FlightResult.Abandoned());
	}

	private Flux<Object> complete(Execute execution) {
		if (!this.end.take()) {
			return Flux.empty();
		}
		try {
			ArtifactElements elements = this.gathered;
			if (elements != null) {
				record(execution, elements.join());
			}
			else {
				this.protocol.recordWithoutArtifact(execution);
				this.end.observation().context().setOutcome(StepOutcome.EXECUTED);
			}
			this.end.stop();
		}
		catch (Throwable ex) {
			this.guarded.run(() -> fail(ex));
			return Flux.error(ex);
		}
		return Flux.empty();
	}

	private void record(Execute execution, Artifact list) {
		ArtifactType type = this.call.call().step().artifactType();
		Object value = (this.call.call().unless() != null) ? type.decode(list.payload()) : null;
		Set<String> consumers = this.source.consumers();
		Answer answer = this.protocol.record(execution, value, new RoundTrip.Stored(list, value), consumers).answer();
		Set<String> late = new HashSet<>(this.source.end(answer.kept()));
		late.removeAll(consumers);
		this.protocol.link(this.call, late);
		this.end.answered(answer);
	}

	private Flux<Object> failed(Execute execution, Throwable failure) {
		if (!this.end.take()) {
			return Flux.error(failure);
		}
		try {
			if (!this.handedOn) {
				return deliver(this.protocol.recordFailure(execution, failure));
			}
			this.protocol.recordFailureInParts(execution, failure);
			throw failure;
		}
		catch (Throwable ex) {
			this.guarded.run(() -> fail(ex));
			return Flux.error(ex);
		}
	}

	private void fail(Throwable failure) {
		try {
			this.end.fail(failure);
		}
		finally {
			this.protocol.link(this.call, this.source.end(false));
		}
	}

	void cancelled() {
		if (!this.end.take()) {
			return;
		}
		try {
			// Nobody else ends it now
			this.guarded.run(this.end::giveUp);
		}
		finally {
			this.source.end(false);
		}
	}

}
