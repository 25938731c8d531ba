package io.musubito.ai;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

import io.musubito.ReplayMode;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import io.musubito.step.Step;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.api.Advisor;
import org.springframework.ai.chat.client.advisor.api.AdvisorChain;
import org.springframework.ai.chat.client.advisor.api.BaseAdvisorChain;
import org.springframework.ai.chat.model.ChatResponse;

/**
 * Records requests and replays their answers, wherever in a chain they are met: behind
 * that place nothing changes them. Safe for use by many threads.
 */
final class ChatRecorder {

	private final ChatSteps steps;

	private final RequestIdentities identities;

	private final @Nullable ModelCallAdvisor counting;

	private final Step call;

	private final Step stream;

	/**
	 * Creates it.
	 * @param steps makes calls steps
	 * @param identities identifies requests
	 * @param counting tells of calls of models, for a client that has nothing that does
	 * @param operation the operation of calls; that of streams ends with {@code -stream}
	 */
	ChatRecorder(ChatSteps steps, RequestIdentities identities, @Nullable ModelCallAdvisor counting, String operation) {
		this.steps = steps;
		this.identities = identities;
		this.counting = counting;
		this.call = steps.defineCall(operation);
		this.stream = steps.defineStream(operation + "-stream");
	}

	/**
	 * Another one, for operations of another name.
	 */
	ChatRecorder named(String operation) {
		return new ChatRecorder(this.steps, this.identities, this.counting, operation);
	}

	Step calls() {
		return this.call;
	}

	Step streams() {
		return this.stream;
	}

	ReplayMode mode(LineageContext context) {
		return this.steps.mode(context);
	}

	/**
	 * Answers a call.
	 * @param asked the request
	 * @param behind what it has yet to pass
	 * @param chain the chain that it has come through
	 */
	ChatClientResponse call(AskedRequest asked, AdvisorsBehind behind, AdvisorChain chain) {
		ChatClientRequest request = asked.request();
		RequestIdentity identity = identify(asked, behind, this.call, Lineage.current());
		if (identity == null) {
			return rest(chain, behind).nextCall(request);
		}
		boolean answered = false;
		try {
			ChatResponse answer = this.steps.call(this.call, identity,
					() -> rest(chain, behind).nextCall(request).chatResponse(), this.identities::place);
			answered = true;
			return answered(request, answer);
		}
		finally {
			if (!answered) {
				identity.repetition().giveBack();
			}
		}
	}

	/**
	 * Answers a stream, when it is subscribed to.
	 * @param asked the request
	 * @param behind what it has yet to pass
	 * @param chain the chain that it has come through
	 * @param context the context of the subscriber
	 */
	Flux<ChatClientResponse> stream(AskedRequest asked, AdvisorsBehind behind, AdvisorChain chain,
			LineageContext context) {
		ChatClientRequest request = asked.request();
		RequestIdentity identity = identify(asked, behind, this.stream, context);
		if (identity == null) {
			return rest(chain, behind).nextStream(request);
		}
		try (Lineage.Scope scope = Lineage.open(context)) {
			return this.steps
				.stream(this.stream, identity,
						() -> rest(chain, behind).nextStream(request).mapNotNull(ChatClientResponse::chatResponse),
						this.identities::place)
				.map((answer) -> answered(request, answer))
				.doOnError((failure) -> identity.repetition().giveBack())
				.doOnCancel(identity.repetition()::giveBack);
		}
	}

	/**
	 * Whether calls of a chain can be recorded. If not, it is told.
	 * @param step the step of such calls
	 * @param behind the advisors that they have yet to pass
	 * @param chain the chain that they come through
	 * @param context the context of the call
	 */
	boolean understands(Step step, AdvisorsBehind behind, AdvisorChain chain, LineageContext context) {
		try {
			AdvisorChains.check(chain);
			behind.terminal();
			return true;
		}
		catch (NotReplayableException ex) {
			this.steps.executes(step, ex, mode(context));
			return false;
		}
	}

	/**
	 * A chain that goes on with a request, and records it where nothing changes it any
	 * more.
	 * @param step the step of such calls
	 * @param request the request
	 * @param behind what it has yet to pass
	 * @param chain the chain that it has come through
	 * @param context the context of the call
	 */
	BaseAdvisorChain throughOthers(Step step, ChatClientRequest request, AdvisorsBehind behind, AdvisorChain chain,
			LineageContext context) {
		this.steps.recordsRounds(step, behind);
		Advisor innermost = new InnermostAdvisor(this, request, context, chain, behind.innermost());
		return AdvisorChains.of(chain, behind.endingWith(innermost));
	}

	private @Nullable RequestIdentity identify(AskedRequest asked, AdvisorsBehind behind, Step step,
			LineageContext context) {
		try {
			RequestIdentity identity = this.identities.of(asked, behind);
			this.steps.warn(step, identity);
			return identity;
		}
		catch (NotReplayableException ex) {
			this.steps.executes(step, ex, mode(context));
			return null;
		}
	}

	private BaseAdvisorChain rest(AdvisorChain chain, AdvisorsBehind behind) {
		List<Advisor> advisors = new ArrayList<>(behind.advisors());
		advisors.removeIf(MusubitoAdvisor.class::isInstance);
		if (this.counting != null && advisors.stream().noneMatch(ModelCallAdvisor.class::isInstance)) {
			advisors.add(0, this.counting);
		}
		return AdvisorChains.of(chain, advisors);
	}

	private static ChatClientResponse answered(ChatClientRequest request, @Nullable ChatResponse answer) {
		return new ChatClientResponse(answer, new HashMap<>(request.context()));
	}

}
