package io.musubito.artifact;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.content.Media;

/**
 * How a message of a model is stored.
 */
record MessageForm(@Nullable String text, List<ToolCall> toolCalls, List<Media> media, Metadata metadata) {

	static MessageForm of(AssistantMessage message) {
		return new MessageForm(message.getText(), message.getToolCalls(), message.getMedia(),
				Metadata.content(message.getMetadata().entrySet()));
	}

	AssistantMessage create() {
		return AssistantMessage.builder()
			.content(this.text)
			.properties(this.metadata.present())
			.toolCalls(this.toolCalls)
			.media(this.media)
			.build();
	}

}
