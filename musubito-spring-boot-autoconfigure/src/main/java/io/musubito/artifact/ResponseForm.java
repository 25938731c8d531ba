package io.musubito.artifact;

import java.util.List;

import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;

/**
 * How what a call of a model returned is stored.
 */
record ResponseForm(List<Generation> results, ChatResponseMetadata metadata) {

	static ResponseForm of(ChatResponse response) {
		return new ResponseForm(response.getResults(), response.getMetadata());
	}

	ChatResponse create() {
		return new ChatResponse(this.results, this.metadata);
	}

}
