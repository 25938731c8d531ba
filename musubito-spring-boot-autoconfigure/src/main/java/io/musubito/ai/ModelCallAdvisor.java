package io.musubito.ai;

import io.musubito.execution.ModelCalls;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import io.musubito.lineage.LineageThreadLocalAccessor;
import reactor.core.publisher.Flux;
import reactor.util.context.ContextView;

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
public final class ModelCallAdvisor implements CallAdvisor, StreamAdvisor {

	private final ModelCalls calls;

	private final FinishReasons reasons;

	public ModelCallAdvisor(ModelCalls calls, FinishReasons reasons) {
		this.calls = calls;
		this.reasons = reasons;
	}

	@Override
	public String getName() {
		return "Musubito model calls";
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE - 1;
	}

	@Override
	public ChatClientResponse adviseCall(ChatClientRequest request, CallAdvisorChain chain) {
		if (AdvisedCall.isPending()) {
			return chain.nextCall(request);
		}
		ReportedCall call = ReportedCall.begin(this.calls, ModelRequests.of(request.prompt()), this.reasons);
		AdvisedCall advised = new AdvisedCall();
		try (AdvisedCall.Scope scope = advised.open()) {
			ChatClientResponse response = chain.nextCall(request);
			call.answered(response.chatResponse());
			return response;
		}
		finally {
			advised.end();
			// Ignored when it was answered
			call.failed();
		}
	}

	@Override
	public Flux<ChatClientResponse> adviseStream(ChatClientRequest request, StreamAdvisorChain chain) {
		return Flux.deferContextual((subscriber) -> {
			try (Lineage.Scope scope = Lineage.open(lineage(subscriber))) {
				return AdvisedCall.isPending() ? chain.nextStream(request) : begin(request, chain);
			}
		});
	}

	private Flux<ChatClientResponse> begin(ChatClientRequest request, StreamAdvisorChain chain) {
		ReportedCall call = ReportedCall.begin(this.calls, ModelRequests.of(request.prompt()), this.reasons);
		AdvisedCall advised = new AdvisedCall();
		StreamedAnswer answer = new StreamedAnswer(call);
		return onItsWay(advised, chain.nextStream(request)).doOnNext(answer::add).doOnComplete(() -> {
			advised.end();
			answer.complete();
		}).doOnError((failure) -> {
			advised.end();
			answer.abort();
		}).doOnCancel(() -> {
			advised.end();
			answer.abort();
		});
	}

	/**
	 * The observation of a model starts when its stream is subscribed to.
	 */
	private static Flux<ChatClientResponse> onItsWay(AdvisedCall advised, Flux<ChatClientResponse> chunks) {
		return Flux.deferContextual((subscriber) -> Flux.from((target) -> {
			try (Lineage.Scope lineage = Lineage.open(lineage(subscriber)); AdvisedCall.Scope scope = advised.open()) {
				chunks.subscribe(target);
			}
		}));
	}

	private static LineageContext lineage(ContextView subscriber) {
		LineageContext context = subscriber.getOrDefault(LineageThreadLocalAccessor.KEY, null);
		return (context != null) ? context : Lineage.current();
	}

}
