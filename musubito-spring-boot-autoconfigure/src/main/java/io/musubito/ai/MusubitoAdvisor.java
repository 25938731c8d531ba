package io.musubito.ai;

import java.util.HashMap;
import java.util.Map;

import io.musubito.ReplayMode;
import io.musubito.StepDefinitionException;
import io.musubito.execution.ReactorContexts;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import io.musubito.step.Step;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.ToolCallingAdvisor;
import org.springframework.ai.chat.client.advisor.api.CallAdvisor;
import org.springframework.ai.chat.client.advisor.api.CallAdvisorChain;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisor;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisorChain;
import org.springframework.ai.chat.model.ChatResponse;

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
 * prompt: calls through such a chain are executed and not recorded. Safe for use by many
 * threads.
 */
public final class MusubitoAdvisor implements CallAdvisor, StreamAdvisor {

	/** Just outside of the tool loop. */
	public static final int DEFAULT_ORDER = ToolCallingAdvisor.DEFAULT_ORDER - 1;

	/** The operation of calls; streams have {@code chat-stream}. */
	public static final String DEFAULT_OPERATION = "chat";

	private static final String ADVISED = MusubitoAdvisor.class.getName();

	private final ChatSteps steps;

	private final RequestIdentities identities;

	private final String operation;

	private final int order;

	private final boolean chosen;

	private final Step call;

	private final Step stream;

	/**
	 * Creates the advisor of the auto-configuration.
	 * @param steps makes calls steps
	 * @param identities identifies requests
	 * @param order its order
	 */
	public MusubitoAdvisor(ChatSteps steps, RequestIdentities identities, int order) {
		this(steps, identities, DEFAULT_OPERATION, order, false);
	}

	private MusubitoAdvisor(ChatSteps steps, RequestIdentities identities, String operation, int order,
			boolean chosen) {
		this.steps = steps;
		this.identities = identities;
		this.operation = operation;
		this.order = order;
		this.chosen = chosen;
		this.call = steps.defineCall(operation);
		this.stream = steps.defineStream(operation + "-stream");
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
		return new MusubitoAdvisor(this.steps, this.identities, name, this.order, true);
	}

	/**
	 * An advisor at another place. Behind the tool calling advisor each round of a tool
	 * loop is a step.
	 * @param newOrder the order, a lower one is further outside
	 * @return the advisor
	 */
	public MusubitoAdvisor withOrder(int newOrder) {
		return new MusubitoAdvisor(this.steps, this.identities, this.operation, newOrder, true);
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
		ReplayMode mode = this.steps.currentMode();
		AdvisorsBehind behind = AdvisorsBehind.of(this, chain.getCallAdvisors());
		if (mode == ReplayMode.OFF || givesWay(request, behind)) {
			return chain.nextCall(request);
		}
		RequestIdentity identity = identify(request, behind, this.call, mode);
		if (identity == null) {
			return chain.nextCall(request);
		}
		ChatResponse answer = this.steps.call(this.call, identity,
				() -> chain.nextCall(advised(request)).chatResponse(), this.identities::place);
		return answered(request, answer);
	}

	@Override
	public Flux<ChatClientResponse> adviseStream(ChatClientRequest request, StreamAdvisorChain chain) {
		LineageContext assembled = Lineage.current();
		AdvisorsBehind behind = AdvisorsBehind.of(this, chain.getStreamAdvisors());
		return Flux.deferContextual((subscriber) -> {
			LineageContext context = assembled.subscribedFrom(ReactorContexts.of(subscriber));
			ReplayMode mode = this.steps.mode(context);
			if (mode == ReplayMode.OFF || givesWay(request, behind)) {
				return chain.nextStream(request);
			}
			return ReactorContexts.whereWaitingIsAllowed(() -> stream(request, chain, behind, context));
		});
	}

	private Flux<ChatClientResponse> stream(ChatClientRequest request, StreamAdvisorChain chain, AdvisorsBehind behind,
			LineageContext context) {
		RequestIdentity identity = identify(request, behind, this.stream, this.steps.mode(context));
		if (identity == null) {
			return chain.nextStream(request);
		}
		try (Lineage.Scope scope = Lineage.open(context)) {
			return this.steps
				.stream(this.stream, identity,
						() -> chain.nextStream(advised(request)).mapNotNull(ChatClientResponse::chatResponse),
						this.identities::place)
				.map((answer) -> answered(request, answer));
		}
	}

	private boolean givesWay(ChatClientRequest request, AdvisorsBehind behind) {
		return request.context().containsKey(ADVISED) || (!this.chosen && behind.hasChosen(this));
	}

	private @Nullable RequestIdentity identify(ChatClientRequest request, AdvisorsBehind behind, Step step,
			ReplayMode mode) {
		try {
			RequestIdentity identity = this.identities.of(request, behind);
			this.steps.warn(step, identity);
			return identity;
		}
		catch (NotReplayableException ex) {
			this.steps.executes(step, ex, mode);
			return null;
		}
	}

	/**
	 * The request as the advisors behind see it: another one of this kind need not act.
	 */
	private static ChatClientRequest advised(ChatClientRequest request) {
		Map<String, @Nullable Object> context = new HashMap<>(request.context());
		context.put(ADVISED, true);
		return new ChatClientRequest(request.prompt(), context);
	}

	private static ChatClientResponse answered(ChatClientRequest request, @Nullable ChatResponse answer) {
		return new ChatClientResponse(answer, new HashMap<>(request.context()));
	}

}
