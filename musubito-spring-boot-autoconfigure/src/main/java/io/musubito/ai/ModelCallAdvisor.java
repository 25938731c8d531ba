package io.musubito.ai;

import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.musubito.execution.ModelCalls;
import io.musubito.execution.ModelRequest;
import io.musubito.execution.ReactorContexts;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import io.musubito.quota.Place;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.api.CallAdvisor;
import org.springframework.ai.chat.client.advisor.api.CallAdvisorChain;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisor;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisorChain;
import org.springframework.core.Ordered;

/**
 * Tells the engine of the calls that a {@code ChatClient} makes. It is the last advisor
 * before the model, so that it sees each round of a tool loop. How a call ended is told
 * before the caller has the answer, or the end of it.
 */
final class ModelCallAdvisor implements CallAdvisor, StreamAdvisor {

	static final String NAME = "Musubito model calls";

	private final ModelCalls calls;

	private final FinishReasons reasons;

	private final ModelPlaces places;

	ModelCallAdvisor(ModelCalls calls, FinishReasons reasons, ModelPlaces places) {
		this.calls = calls;
		this.reasons = reasons;
		this.places = places;
	}

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE - 1;
	}

	@Override
	public ChatClientResponse adviseCall(ChatClientRequest request, CallAdvisorChain chain) {
		Observation own = chain.getObservationRegistry().getCurrentObservation();
		if (isTold(own)) {
			return chain.nextCall(request);
		}
		ModelRequest asked = ModelRequests.of(request.prompt());
		AdvisedCall call = begin(request, asked, this.places.take(asked, request.prompt().getOptions()));
		try (AdvisedCall.Scope scope = call.open(own)) {
			ChatClientResponse response = chain.nextCall(request);
			call.add(response.chatResponse());
			call.complete();
			return response;
		}
		catch (RuntimeException ex) {
			this.places.failed(asked.model(), ex);
			throw ex;
		}
		finally {
			call.abort();
		}
	}

	@Override
	public Flux<ChatClientResponse> adviseStream(ChatClientRequest request, StreamAdvisorChain chain) {
		return Flux.deferContextual((subscriber) -> {
			Observation own = subscriber.getOrDefault(ObservationThreadLocalAccessor.KEY, null);
			LineageContext context = ReactorContexts.of(subscriber);
			ModelRequest asked = ModelRequests.of(request.prompt());
			if (!isTold(own) && this.places.isLimited(asked)) {
				return this.places.whenThereIsOne(asked, request.prompt().getOptions())
					.flatMapMany((place) -> stream(request, asked, place, own, chain, context));
			}
			try (Lineage.Scope scope = Lineage.open(context)) {
				return isTold(own) ? chain.nextStream(request)
						: stream(request, asked, Place.UNLIMITED, own, chain, context);
			}
		});
	}

	private Flux<ChatClientResponse> stream(ChatClientRequest request, ModelRequest asked, Place place,
			@Nullable Observation own, StreamAdvisorChain chain, LineageContext context) {
		try (Lineage.Scope scope = Lineage.open(context)) {
			AdvisedCall call = begin(request, asked, place);
			boolean assembled = false;
			try {
				Flux<ChatClientResponse> chunks = chain.nextStream(request);
				assembled = true;
				return stream(call, own, chunks).doOnError((failure) -> this.places.failed(asked.model(), failure));
			}
			finally {
				if (!assembled) {
					call.abort();
				}
			}
		}
	}

	private AdvisedCall begin(ChatClientRequest request, ModelRequest asked, Place place) {
		return new AdvisedCall(ReportedCall.begin(this.calls, asked, this.reasons, place), request.prompt());
	}

	/**
	 * Whether a client further out tells of the call: it has this advisor twice, or its
	 * model asks another client.
	 */
	private static boolean isTold(@Nullable Observation own) {
		AdvisedCall outer = AdvisedCall.around((own != null) ? own.getContextView() : null);
		return outer != null && outer.isPending();
	}

	private static Flux<ChatClientResponse> stream(AdvisedCall call, @Nullable Observation own,
			Flux<ChatClientResponse> chunks) {
		return onItsWay(call, own, chunks).doOnNext((chunk) -> call.add(chunk.chatResponse()))
			.doOnComplete(call::complete)
			.doOnError((failure) -> call.abort())
			.doOnCancel(call::abort);
	}

	/**
	 * The observation of a model starts when its stream is subscribed to.
	 */
	private static Flux<ChatClientResponse> onItsWay(AdvisedCall call, @Nullable Observation own,
			Flux<ChatClientResponse> chunks) {
		return Flux.deferContextual((subscriber) -> Flux.from((target) -> {
			try (Lineage.Scope lineage = Lineage.open(ReactorContexts.of(subscriber));
					AdvisedCall.Scope scope = call.open(own)) {
				chunks.subscribe(target);
			}
		}));
	}

}
