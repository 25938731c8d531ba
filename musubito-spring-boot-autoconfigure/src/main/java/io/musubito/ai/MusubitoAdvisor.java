package io.musubito.ai;

import io.musubito.ReplayMode;
import io.musubito.StepDefinitionException;
import io.musubito.execution.ReactorContexts;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import io.musubito.step.Step;
import reactor.core.publisher.Flux;

import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.ToolCallingAdvisor;
import org.springframework.ai.chat.client.advisor.api.CallAdvisor;
import org.springframework.ai.chat.client.advisor.api.CallAdvisorChain;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisor;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisorChain;

/**
 * Makes each call of a {@code ChatClient} a {@code STOCHASTIC} step: the same request is
 * answered with the recorded response, a stream with the recorded stream. Part of the
 * identity is everything that the model or a tool may see: all messages, all options but
 * credentials and transport, the tools with their code, the format of the answer, the
 * context of the request, the model. Of several in one chain the outermost acts, or one
 * that was given a name or an order.
 * <p>
 * A bean of the auto-configuration. With {@code musubito.ai.advisor.enabled=true} each
 * auto-configured {@code ChatClient.Builder} has it; without, one client gets it by
 * {@code builder.defaultAdvisors(musubitoAdvisor)}. It goes outside of the tool loop and
 * inside of chat memories. An advisor behind it that Musubito doesn't know may change the
 * prompt or the answer, or ask again: it runs at each call, and each request that comes
 * of it to the model is a step of its own. Safe for use by many threads.
 */
public final class MusubitoAdvisor implements CallAdvisor, StreamAdvisor {

	/** Just outside of the tool loop. */
	public static final int DEFAULT_ORDER = ToolCallingAdvisor.DEFAULT_ORDER - 1;

	/** The operation of calls; streams have {@code chat-stream}. */
	public static final String DEFAULT_OPERATION = "chat";

	private final ChatRecorder recorder;

	private final int order;

	private final boolean chosen;

	/**
	 * Creates the advisor of the auto-configuration.
	 * @param recorder records requests
	 * @param order its order
	 */
	MusubitoAdvisor(ChatRecorder recorder, int order) {
		this(recorder, order, false);
	}

	private MusubitoAdvisor(ChatRecorder recorder, int order, boolean chosen) {
		this.recorder = recorder;
		this.order = order;
		this.chosen = chosen;
	}

	/**
	 * An advisor under another name, for one client or several. Answers are never
	 * replayed under another name than they were recorded under. To be made when the
	 * application starts, so that {@code musubito.steps.<name>} is known to mean it.
	 * @param name the operation of calls; that of streams ends with {@code -stream}
	 * @return the advisor
	 * @throws StepDefinitionException when another step has that name
	 */
	public MusubitoAdvisor named(String name) {
		if (name.isBlank()) {
			throw new StepDefinitionException("The name of a MusubitoAdvisor is blank. Give it one that says what "
					+ "the calls are for, or use the advisor without a name.", null);
		}
		return new MusubitoAdvisor(this.recorder.named(name), this.order, true);
	}

	/**
	 * An advisor at another place. Behind the tool calling advisor each round of a tool
	 * loop is a step.
	 * @param newOrder the order, a lower one is further outside
	 * @return the advisor
	 */
	public MusubitoAdvisor withOrder(int newOrder) {
		return new MusubitoAdvisor(this.recorder, newOrder, true);
	}

	@Override
	public String getName() {
		return "Musubito";
	}

	@Override
	public int getOrder() {
		return this.order;
	}

	/**
	 * Whether it was given a name or an order, for some clients.
	 */
	boolean isChosen() {
		return this.chosen;
	}

	@Override
	public ChatClientResponse adviseCall(ChatClientRequest request, CallAdvisorChain chain) {
		LineageContext context = Lineage.current();
		AdvisorsBehind behind = AdvisorsBehind.of(this, chain.getCallAdvisors());
		Step step = this.recorder.calls();
		if (givesWay(behind, context) || !this.recorder.understands(step, behind, chain, context)) {
			return chain.nextCall(request);
		}
		if (!behind.notUnderstood().isEmpty()) {
			return this.recorder.throughOthers(step, request, behind, chain, context).nextCall(request);
		}
		return this.recorder.call(AskedRequest.of(request), behind, chain);
	}

	@Override
	public Flux<ChatClientResponse> adviseStream(ChatClientRequest request, StreamAdvisorChain chain) {
		LineageContext assembled = Lineage.current();
		AdvisorsBehind behind = AdvisorsBehind.of(this, chain.getStreamAdvisors());
		return Flux.deferContextual((subscriber) -> {
			LineageContext context = assembled.subscribedFrom(ReactorContexts.of(subscriber));
			Step step = this.recorder.streams();
			if (givesWay(behind, context) || !this.recorder.understands(step, behind, chain, context)) {
				return chain.nextStream(request);
			}
			if (!behind.notUnderstood().isEmpty()) {
				return this.recorder.throughOthers(step, request, behind, chain, context).nextStream(request);
			}
			return ReactorContexts
				.whereWaitingIsAllowed(() -> this.recorder.stream(AskedRequest.of(request), behind, chain, context));
		});
	}

	private boolean givesWay(AdvisorsBehind behind, LineageContext context) {
		return this.recorder.mode(context) == ReplayMode.OFF || (!this.chosen && behind.hasChosen(this));
	}

}
