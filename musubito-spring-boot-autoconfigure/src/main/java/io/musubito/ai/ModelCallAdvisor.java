package io.musubito.ai;

import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.musubito.execution.ModelCalls;
import io.musubito.execution.ReactorContexts;
import io.musubito.lineage.Lineage;
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

	ModelCallAdvisor(ModelCalls calls, FinishReasons reasons) {
		this.calls = calls;
		this.reasons = reasons;
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
		AdvisedCall call = begin(request);
		try (AdvisedCall.Scope scope = call.open(own)) {
			ChatClientResponse response = chain.nextCall(request);
			call.add(response.chatResponse());
			call.complete();
			return response;
		}
		finally {
			call.abort();
		}
	}

	@Override
	public Flux<ChatClientResponse> adviseStream(ChatClientRequest request, StreamAdvisorChain chain) {
		return Flux.deferContextual((subscriber) -> {
			Observation own = subscriber.getOrDefault(ObservationThreadLocalAccessor.KEY, null);
			try (Lineage.Scope scope = Lineage.open(ReactorContexts.of(subscriber))) {
				return isTold(own) ? chain.nextStream(request) : stream(begin(request), own, chain.nextStream(request));
			}
		});
	}

	private AdvisedCall begin(ChatClientRequest request) {
		return new AdvisedCall(ReportedCall.begin(this.calls, ModelRequests.of(request.prompt()), this.reasons),
				request.prompt());
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
