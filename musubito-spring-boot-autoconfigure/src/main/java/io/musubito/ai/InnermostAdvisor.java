package io.musubito.ai;

import io.musubito.execution.ReactorContexts;
import io.musubito.lineage.LineageContext;
import reactor.core.publisher.Flux;

import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.api.AdvisorChain;
import org.springframework.ai.chat.client.advisor.api.CallAdvisor;
import org.springframework.ai.chat.client.advisor.api.CallAdvisorChain;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisor;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisorChain;

/**
 * Acts for a {@link MusubitoAdvisor} in one call, at the place of the advisor that asks
 * the model. It stands for that one and for all in front of it that change nothing, so
 * that the request it sees is the one that the model gets.
 */
final class InnermostAdvisor implements CallAdvisor, StreamAdvisor {

	private final ChatRecorder recorder;

	private final ChatClientRequest original;

	private final LineageContext context;

	private final AdvisorChain chain;

	private final AdvisorsBehind behind;

	private final Repetitions repetitions = new Repetitions();

	/**
	 * Creates it.
	 * @param recorder records requests
	 * @param original the request as the {@link MusubitoAdvisor} got it
	 * @param context the context in which it got it
	 * @param chain the chain that it has come through
	 * @param behind the advisors that this one stands for
	 */
	InnermostAdvisor(ChatRecorder recorder, ChatClientRequest original, LineageContext context, AdvisorChain chain,
			AdvisorsBehind behind) {
		this.recorder = recorder;
		this.original = original;
		this.context = context;
		this.chain = chain;
		this.behind = behind;
	}

	@Override
	public String getName() {
		return "Musubito";
	}

	@Override
	public int getOrder() {
		return this.behind.terminal().getOrder();
	}

	@Override
	public ChatClientResponse adviseCall(ChatClientRequest request, CallAdvisorChain chain) {
		return this.recorder.call(asked(request), this.behind, this.chain);
	}

	@Override
	public Flux<ChatClientResponse> adviseStream(ChatClientRequest request, StreamAdvisorChain chain) {
		return Flux.deferContextual((subscriber) -> {
			LineageContext around = this.context.subscribedFrom(ReactorContexts.of(subscriber));
			return ReactorContexts
				.whereWaitingIsAllowed(() -> this.recorder.stream(asked(request), this.behind, this.chain, around));
		});
	}

	private AskedRequest asked(ChatClientRequest request) {
		return new AskedRequest(request, this.original, this.repetitions);
	}

}
