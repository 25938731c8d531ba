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

	private final Supplier<ModelPlaces> places;

	/**
	 * Creates it.
	 * @param calls gives who is told of calls, when there is one
	 * @param reasons the reasons for which an answer may end that is kept
	 * @param pastAdvisor gives who is told of calls that no advisor sees, where each
	 * client should have one
	 * @param places gives who takes places for calls
	 */
	ModelCallObservationHandler(Supplier<ModelCalls> calls, Supplier<FinishReasons> reasons,
			Supplier<@Nullable PastAdvisor> pastAdvisor, Supplier<ModelPlaces> places) {
		this.calls = calls;
		this.reasons = reasons;
		this.pastAdvisor = pastAdvisor;
		this.places = places;
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof ChatModelObservationContext || context instanceof EmbeddingModelObservationContext;
	}

	@Override
	public void onStart(Observation.Context context) {
		if (context instanceof EmbeddingModelObservationContext embedding) {
			context.put(ReportedCall.class,
					begin(ModelRequests.of(embedding.getRequest()), embedding.getRequest().getOptions()));
		}
		else if (context instanceof ChatModelObservationContext chat) {
			start(chat);
		}
	}

	private void start(ChatModelObservationContext chat) {
		Supplier<ReportedCall> beginning = () -> begin(ModelRequests.of(chat.getRequest()),
				chat.getRequest().getOptions());
		boolean inStep = Lineage.current().activeStep() != null;
		AdvisedCall advised = AdvisedCall.around(chat);
		if (advised == null && !inStep) {
			advised = AdvisedCall.elsewhere(chat.getRequest());
		}
		if (advised != null && advised.take(chat, beginning)) {
			chat.put(AdvisedCall.class, advised);
			takePlace(advised, chat);
			return;
		}
		ReportedCall call = (advised != null && !inStep) ? advised.begin(beginning) : beginning.get();
		call.mayBeKnownAs(chat::getResponse);
		chat.put(ReportedCall.class, call);
		if (advised == null) {
			tellIfPastAdvisor();
		}
	}

	private void takePlace(AdvisedCall advised, ChatModelObservationContext chat) {
		ModelRequest request = ModelRequests.of(chat.getRequest());
		boolean taken = false;
		try {
			advised.reported()
				.goesTo(request.model(), () -> this.places.get().take(request, chat.getRequest().getOptions()));
			taken = true;
		}
		finally {
			if (!taken) {
				advised.giveBack();
			}
		}
	}

	private void tellIfPastAdvisor() {
		PastAdvisor past = this.pastAdvisor.get();
		if (past != null) {
			past.called();
		}
	}

	private ReportedCall begin(ModelRequest request, @Nullable Object options) {
		return ReportedCall.begin(this.calls.get(), request, this.reasons.get(),
				this.places.get().take(request, options));
	}

	/**
	 * Before the model that answers in place of this one is asked, while {@link #onStop}
	 * may come after.
	 */
	@Override
	public void onError(Observation.Context context) {
		this.places.get().failed(model(context), context.getError());
		AdvisedCall advised = context.get(AdvisedCall.class);
		if (advised != null) {
			advised.giveBack();
		}
	}

	private static @Nullable String model(Observation.Context context) {
		if (context instanceof EmbeddingModelObservationContext embedding) {
			return ModelRequests.of(embedding.getRequest()).model();
		}
		return (context instanceof ChatModelObservationContext chat) ? ModelRequests.of(chat.getRequest()).model()
				: null;
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
