package io.musubito.ai;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.musubito.ReplayMissException;
import io.musubito.ReplayMode;
import io.musubito.StepDefinitionException;
import io.musubito.StepType;
import io.musubito.artifact.ArtifactCodec;
import io.musubito.artifact.ArtifactType;
import io.musubito.code.CodeFingerprint;
import io.musubito.execution.ResultForm;
import io.musubito.execution.ResultForm.Arrival;
import io.musubito.execution.StepCall;
import io.musubito.execution.StepCall.StepBody;
import io.musubito.execution.StepExecutor;
import io.musubito.lineage.LineageContext;
import io.musubito.step.Boundaries;
import io.musubito.step.Step;
import io.musubito.step.StepOverrides;
import io.musubito.step.StepRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

/**
 * Makes calls of models steps of the engine. Safe for use by many threads.
 */
final class ChatSteps {

	private static final Log logger = LogFactory.getLog(MusubitoAdvisor.class);

	private final StepExecutor executor;

	private final StepRegistry registry;

	private final StepOverrides overrides;

	private final Boundaries boundaries;

	private final ArtifactType answer;

	private final ArtifactType answers;

	private final ResultForm stream;

	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	/**
	 * Creates it.
	 * @param executor answers calls
	 * @param registry keeps the steps
	 * @param overrides what the configuration says of steps
	 * @param boundaries tells what code doesn't see
	 * @param codec stores answers
	 */
	ChatSteps(StepExecutor executor, StepRegistry registry, StepOverrides overrides, Boundaries boundaries,
			ArtifactCodec codec) {
		this.executor = executor;
		this.registry = registry;
		this.overrides = overrides;
		this.boundaries = boundaries;
		this.answer = codec.typeOf(ChatResponse.class);
		this.answers = codec.typeOf(ResolvableType.forClassWithGenerics(List.class, ChatResponse.class).getType());
		this.stream = new ResultForm(Arrival.FLUX, false, this.answer);
	}

	Step defineCall(String operation) {
		return define(operation, this.answer);
	}

	Step defineStream(String operation) {
		return define(operation, this.answers);
	}

	private Step define(String operation, ArtifactType type) {
		CodeFingerprint none = CodeFingerprint.none();
		Step step = new Step(this.overrides.define(operation, StepType.STOCHASTIC), TreeMap::new, type, () -> none);
		this.registry.registerAdapted(step, "MusubitoAdvisor");
		return step;
	}

	ReplayMode mode(LineageContext context) {
		return this.executor.mode(context);
	}

	@Nullable ChatResponse call(Step step, RequestIdentity identity, StepBody body, Supplier<String> place) {
		try {
			// No answer is nothing to be given again
			StepCall call = new StepCall(step, identity.inputs(), identity.consumed(), (value) -> value == null, body,
					identity.around().at(place));
			return (ChatResponse) this.executor.execute(call).value();
		}
		catch (Throwable ex) {
			ReflectionUtils.rethrowRuntimeException(ex);
			throw new IllegalStateException(ex);
		}
	}

	@SuppressWarnings("unchecked")
	Flux<ChatResponse> stream(Step step, RequestIdentity identity, StepBody body, Supplier<String> place) {
		try {
			Object answers = this.executor.executeLater(new StepCall(step, identity.inputs(), identity.consumed(),
					ChatSteps::isCutOff, body, identity.around().at(place)), this.stream);
			return (answers != null) ? (Flux<ChatResponse>) answers : Flux.empty();
		}
		catch (Throwable ex) {
			return Flux.error(ex);
		}
	}

	/**
	 * A connection that ends in the middle may look like the end of the stream, but the
	 * model has not said then why it ended.
	 */
	private static boolean isCutOff(@Nullable Object chunks) {
		return !(chunks instanceof List<?> list)
				|| list.stream().noneMatch((chunk) -> FinishReasons.isEnd((ChatResponse) chunk));
	}

	/**
	 * Tells what the code doesn't see that a call brings along, once.
	 * @throws StepDefinitionException when such calls are refused
	 */
	void warn(Step step, RequestIdentity identity) {
		identity.unseen().forEach((subject, boundary) -> this.boundaries.report(step.definition(), subject, boundary));
	}

	/**
	 * Tells that each request that reaches the model is a step, once for each kind of
	 * chain.
	 */
	void recordsRounds(Step step, AdvisorsBehind behind) {
		String operation = step.definition().operation();
		List<String> types = behind.notUnderstood().stream().map((advisor) -> advisor.getClass().getName()).toList();
		if (this.warned.add(operation + " " + types) && logger.isInfoEnabled()) {
			logger.info("Step '" + operation + "': " + behind.describe() + " behind MusubitoAdvisor (order "
					+ behind.order() + ") and may change the prompt or the answer, or ask again. So each request that "
					+ "reaches the model is a step of its own, and what is in front of it runs at each call, tools that "
					+ "the model calls included. For a call with its tools as one step, give "
					+ String.join(", ", types) + " an order in front of MusubitoAdvisor" + behind.exampleOfOrder()
					+ ". Told once.");
		}
	}

	/**
	 * Tells of a call that is executed and not replayed, once for each reason.
	 * @throws ReplayMissException when nothing may execute
	 * @throws StepDefinitionException when such calls are refused
	 */
	void executes(Step step, NotReplayableException notReplayable, ReplayMode mode) {
		String operation = step.definition().operation();
		this.executor.notReplayable(operation, notReplayable.reason());
		if (notReplayable.isOfScope()) {
			this.boundaries.refuse("Step '" + operation + "' can't be replayed: " + notReplayable.reason() + ".");
		}
		if (mode == ReplayMode.REPLAY_ONLY) {
			throw new ReplayMissException("Step '" + operation + "' would have to execute, but the mode is "
					+ "REPLAY_ONLY. It is never replayed: " + notReplayable.reason() + ".", null);
		}
		if (this.warned.add(operation + " " + notReplayable.subject())) {
			logger.warn("Step '" + operation + "' is executed and neither recorded nor replayed: "
					+ notReplayable.reason() + ". Told once.");
		}
	}

}
