package io.musubito.artifact;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.model.Generation;

/**
 * How one answer of a model is stored.
 */
record GenerationForm(AssistantMessage output, ChatGenerationMetadata metadata) {

	static GenerationForm of(Generation generation) {
		return new GenerationForm(generation.getOutput(), generation.getMetadata());
	}

	Generation create() {
		return new Generation(this.output, this.metadata);
	}

}
