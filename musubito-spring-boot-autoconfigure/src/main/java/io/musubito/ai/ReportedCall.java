package io.musubito.ai;

import java.util.Objects;
import java.util.function.Supplier;

import io.musubito.ModelUsage;
import io.musubito.execution.ModelCall;
import io.musubito.execution.ModelCalls;
import io.musubito.execution.ModelRequest;
import io.musubito.quota.Place;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.util.StringUtils;

/**
 * Tells the engine of one call in Spring AI's terms. How it ended counts once, whoever
 * tells it first.
 */
final class ReportedCall {

	private static final Log logger = LogFactory.getLog(ReportedCall.class);

	private static final String UNKNOWN_MODEL = "unknown";

	private final ModelCall call;

	private final @Nullable String model;

	private final FinishReasons reasons;

	private volatile Place place;

	private ReportedCall(ModelCall call, @Nullable String model, FinishReasons reasons, Place place) {
		this.call = call;
		this.model = model;
		this.reasons = reasons;
		this.place = place;
	}

	/**
	 * Begins a call.
	 * @param place the place for it, which is given back when it is refused
	 */
	static ReportedCall begin(ModelCalls calls, ModelRequest request, FinishReasons reasons, Place place) {
		boolean begun = false;
		try {
			ModelCall call = calls.begin(request);
			begun = true;
			return new ReportedCall(call, request.model(), reasons, place);
		}
		finally {
			if (!begun) {
				place.giveBack();
			}
		}
	}

	/**
	 * The request goes to a model, which may be another one than was asked for.
	 * @param asked the model
	 * @param places gives a place for it
	 */
	void goesTo(@Nullable String asked, Supplier<Place> places) {
		if (!Objects.equals(asked, this.model)) {
			this.place.giveBack();
			this.place = places.get();
		}
	}

	/**
	 * A part of the answer is there.
	 */
	void arrived() {
		this.place.arrived();
	}

	void answered(@Nullable ChatResponse response) {
		if (response == null) {
			answered(TokenCounts.NONE, null);
			return;
		}
		ended(response);
		answered(TokenCounts.of(response.getMetadata().getUsage()), response.getMetadata().getModel());
	}

	void answered(@Nullable EmbeddingResponse response) {
		Usage usage = (response != null) ? response.getMetadata().getUsage() : null;
		answered(TokenCounts.of(usage), (response != null) ? response.getMetadata().getModel() : null);
	}

	/**
	 * An answer of which an observation says more than who asked. Without one, as after a
	 * failure, nothing is known.
	 */
	void answered(ChatModelObservationContext observed) {
		ChatResponse response = observed.getResponse();
		if (response == null || observed.getError() != null) {
			failed();
			return;
		}
		ChatOptions options = observed.getRequest().getOptions();
		answered(TokenCounts.of(response.getMetadata().getUsage()), response.getMetadata().getModel(),
				(options != null) ? options.getModel() : null);
	}

	void answered(TokenCounts tokens, @Nullable String answeredBy) {
		answered(tokens, answeredBy, this.model);
	}

	private void answered(TokenCounts tokens, @Nullable String answeredBy, @Nullable String asked) {
		String name = StringUtils.hasText(asked) ? asked : StringUtils.hasText(answeredBy) ? answeredBy : UNKNOWN_MODEL;
		this.place.ended(tokens.input() + tokens.output(), tokens.output());
		this.call.answered(new ModelUsage(name, 1, tokens.input(), tokens.output(), tokens.cachedInput()));
	}

	/**
	 * Looks at how an answer ended.
	 * @param end the answer, or the part of it that says why the model ended
	 */
	void ended(ChatResponse end) {
		String reason = this.reasons.findReasonNotToKeep(end);
		if (reason != null) {
			this.call.notToBeKept(reason);
			if (logger.isDebugEnabled()) {
				logger.debug("Model '" + this.model + "' ended with '" + reason + "', which is not one of "
						+ "musubito.ai.keep-only-finish-reasons: the step that called it is not kept for replay");
			}
		}
	}

	/**
	 * Says that the answer may be known before it is told, as that of a stream, which is
	 * told when the caller has the end of it.
	 * @param answer gives the answer; {@code null} as long as there is none
	 */
	void mayBeKnownAs(Supplier<@Nullable ChatResponse> answer) {
		this.call.askAtEnd(() -> {
			ChatResponse known = answer.get();
			if (known != null) {
				answered(known);
			}
			return known != null;
		});
	}

	void failed() {
		this.place.ended(0, 0);
		this.call.failed();
	}

}
