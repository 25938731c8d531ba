package io.musubito.ai;

import java.util.function.Supplier;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.musubito.execution.ModelCalls;
import io.musubito.execution.ModelRequest;
import io.musubito.lineage.Lineage;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.embedding.observation.EmbeddingModelObservationContext;

/**
 * Tells the engine of the calls that models make observable, unless the advisor does: of
 * calls of a model that no {@code ChatClient} makes, or one that was built by hand, and
 * of embeddings. Of the stream of a model that no advisor sees it hears when the step
 * ends in which the model is called, or when the caller has the end, and without the
 * cached tokens, as Spring AI aggregates it.
 */
final class ModelCallObservationHandler implements ObservationHandler<Observation.Context> {

	private final Supplier<ModelCalls> calls;

	private final Supplier<FinishReasons> reasons;

	private final Supplier<@Nullable PastAdvisor> pastAdvisor;

	/**
	 * Creates it.
	 * @param calls gives who is told of calls, when there is one
	 * @param reasons the reasons for which an answer may end that is kept
	 * @param pastAdvisor gives who is told of calls that no advisor sees, where each
	 * client should have one
	 */
	ModelCallObservationHandler(Supplier<ModelCalls> calls, Supplier<FinishReasons> reasons,
			Supplier<@Nullable PastAdvisor> pastAdvisor) {
		this.calls = calls;
		this.reasons = reasons;
		this.pastAdvisor = pastAdvisor;
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof ChatModelObservationContext || context instanceof EmbeddingModelObservationContext;
	}

	@Override
	public void onStart(Observation.Context context) {
		if (context instanceof EmbeddingModelObservationContext embedding) {
			context.put(ReportedCall.class, begin(ModelRequests.of(embedding.getRequest())));
		}
		else if (context instanceof ChatModelObservationContext chat) {
			start(chat);
		}
	}

	private void start(ChatModelObservationContext chat) {
		Supplier<ReportedCall> beginning = () -> begin(ModelRequests.of(chat.getRequest()));
		boolean inStep = Lineage.current().activeStep() != null;
		AdvisedCall advised = AdvisedCall.around(chat);
		if (advised == null && !inStep) {
			advised = AdvisedCall.elsewhere(chat.getRequest());
		}
		if (advised != null && advised.take(chat, beginning)) {
			chat.put(AdvisedCall.class, advised);
			return;
		}
		ReportedCall call = (advised != null && !inStep) ? advised.begin(beginning) : beginning.get();
		call.mayBeKnownAs(chat::getResponse);
		chat.put(ReportedCall.class, call);
		if (advised == null) {
			tellIfPastAdvisor();
		}
	}

	private void tellIfPastAdvisor() {
		PastAdvisor past = this.pastAdvisor.get();
		if (past != null) {
			past.called();
		}
	}

	private ReportedCall begin(ModelRequest request) {
		return ReportedCall.begin(this.calls.get(), request, this.reasons.get());
	}

	/**
	 * Before the model that answers in place of this one is asked, while {@link #onStop}
	 * may come after.
	 */
	@Override
	public void onError(Observation.Context context) {
		AdvisedCall advised = context.get(AdvisedCall.class);
		if (advised != null) {
			advised.giveBack();
		}
	}

	@Override
	public void onStop(Observation.Context context) {
		AdvisedCall advised = context.get(AdvisedCall.class);
		if (advised != null && context instanceof ChatModelObservationContext chat) {
			advised.stopped(chat);
		}
		ReportedCall call = context.get(ReportedCall.class);
		if (call == null) {
			return;
		}
		if (context.getError() != null) {
			call.failed();
		}
		else {
			answered(call, context);
		}
	}

	private static void answered(ReportedCall call, Observation.Context context) {
		if (context instanceof EmbeddingModelObservationContext embedding) {
			call.answered(embedding.getResponse());
		}
		else if (context instanceof ChatModelObservationContext chat) {
			if (chat.isStreaming() && chat.getResponse() == null) {
				// Cancelled
				call.failed();
			}
			else {
				call.answered(chat.getResponse());
			}
		}
	}

}
