package io.musubito.ai;

import java.util.function.Supplier;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.musubito.execution.ModelCalls;
import io.musubito.execution.ModelRequest;

import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.embedding.observation.EmbeddingModelObservationContext;

/**
 * Tells the engine of the calls that models make observable, unless the advisor does: of
 * calls of a model that no {@code ChatClient} makes, or one that was built by hand, and
 * of embeddings.
 */
final class ModelCallObservationHandler implements ObservationHandler<Observation.Context> {

	private final Supplier<ModelCalls> calls;

	private final Supplier<FinishReasons> reasons;

	ModelCallObservationHandler(Supplier<ModelCalls> calls, Supplier<FinishReasons> reasons) {
		this.calls = calls;
		this.reasons = reasons;
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof ChatModelObservationContext || context instanceof EmbeddingModelObservationContext;
	}

	@Override
	public void onStart(Observation.Context context) {
		context.put(ObservedCall.class, begin(context));
	}

	private ObservedCall begin(Observation.Context context) {
		if (context instanceof EmbeddingModelObservationContext embedding) {
			return new ObservedCall(begin(ModelRequests.of(embedding.getRequest())), false);
		}
		ChatModelObservationContext chat = (ChatModelObservationContext) context;
		AdvisedCall advised = AdvisedCall.take();
		return (advised != null) ? new ObservedCall(advised.call(), advised.isStream())
				: new ObservedCall(begin(ModelRequests.of(chat.getRequest())), false);
	}

	private ReportedCall begin(ModelRequest request) {
		return ReportedCall.begin(this.calls.get(), request, this.reasons.get());
	}

	@Override
	public void onStop(Observation.Context context) {
		ObservedCall observed = context.get(ObservedCall.class);
		if (observed == null) {
			return;
		}
		if (context.getError() != null) {
			observed.call().failed();
		}
		else if (!observed.onlyFailures()) {
			answered(observed.call(), context);
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

	/**
	 * A call that is observed.
	 *
	 * @param call the call
	 * @param onlyFailures whether somebody else tells of its answer
	 */
	private record ObservedCall(ReportedCall call, boolean onlyFailures) {

	}

}
