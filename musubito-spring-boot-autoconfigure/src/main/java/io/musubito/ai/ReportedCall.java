package io.musubito.ai;

import io.musubito.ModelUsage;
import io.musubito.execution.ModelCall;
import io.musubito.execution.ModelCalls;
import io.musubito.execution.ModelRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
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

	private ReportedCall(ModelCall call, @Nullable String model, FinishReasons reasons) {
		this.call = call;
		this.model = model;
		this.reasons = reasons;
	}

	static ReportedCall begin(ModelCalls calls, ModelRequest request, FinishReasons reasons) {
		return new ReportedCall(calls.begin(request), request.model(), reasons);
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

	void answered(TokenCounts tokens, @Nullable String answeredBy) {
		String name = StringUtils.hasText(this.model) ? this.model
				: StringUtils.hasText(answeredBy) ? answeredBy : UNKNOWN_MODEL;
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

	void failed() {
		this.call.failed();
	}

}
