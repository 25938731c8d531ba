package io.musubito.ai;

import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.util.StringUtils;

/**
 * What the chunks of one answer tell, in the order of their arrival. Not for use by many
 * threads at a time.
 */
final class StreamedAnswer {

	private final ReportedCall call;

	private TokenCounts tokens = TokenCounts.NONE;

	private @Nullable String model;

	private @Nullable ChatResponse end;

	StreamedAnswer(ReportedCall call) {
		this.call = call;
	}

	ReportedCall call() {
		return this.call;
	}

	void add(@Nullable ChatResponse response) {
		if (response == null) {
			return;
		}
		this.call.arrived();
		ChatResponseMetadata metadata = response.getMetadata();
		this.tokens = this.tokens.updatedBy(TokenCounts.of(metadata.getUsage()));
		if (StringUtils.hasText(metadata.getModel())) {
			this.model = metadata.getModel();
		}
		if (FinishReasons.isEnd(response)) {
			this.end = response;
		}
	}

	void complete() {
		if (this.end != null) {
			this.call.ended(this.end);
		}
		this.call.answered(this.tokens, this.model);
	}

	/**
	 * The answer is complete, and another one than the chunks tell may have been given in
	 * place of it.
	 * @param observed what is known of it
	 */
	void completeAs(ChatModelObservationContext observed) {
		if (this.end != null) {
			this.call.ended(this.end);
		}
		this.call.answered(observed);
	}

	/**
	 * The rest is not coming. What the model has told of its usage until now is spent.
	 */
	void abort() {
		if (this.tokens.isNone()) {
			this.call.failed();
		}
		else {
			this.call.answered(this.tokens, this.model);
		}
	}

}
