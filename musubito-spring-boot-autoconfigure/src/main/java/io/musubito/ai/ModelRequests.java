package io.musubito.ai;

import io.musubito.execution.ModelRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.embedding.EmbeddingOptions;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;

/**
 * Says of a request of Spring AI what the engine needs to know. The tokens that the model
 * will read are estimated as one for each four bytes of text, which takes no time that
 * could be noticed; images and the like are not counted.
 */
final class ModelRequests {

	private static final int BYTES_OF_A_TOKEN = 4;

	private ModelRequests() {
	}

	static ModelRequest of(Prompt prompt) {
		ChatOptions options = prompt.getOptions();
		long bytes = prompt.getInstructions().stream().mapToLong(ModelRequests::bytes).sum();
		if (options instanceof ToolCallingChatOptions toolCalling && toolCalling.getToolCallbacks() != null) {
			bytes += toolCalling.getToolCallbacks().stream().mapToLong(ModelRequests::bytes).sum();
		}
		Integer limit = (options != null) ? options.getMaxTokens() : null;
		return new ModelRequest((options != null) ? options.getModel() : null, tokens(bytes),
				(limit != null) ? Long.valueOf(limit) : null);
	}

	static ModelRequest of(EmbeddingRequest request) {
		EmbeddingOptions options = request.getOptions();
		long bytes = request.getInstructions().stream().mapToLong(ModelRequests::bytes).sum();
		return new ModelRequest((options != null) ? options.getModel() : null, tokens(bytes), 0L);
	}

	private static long bytes(Message message) {
		long bytes = bytes(message.getText());
		if (message instanceof AssistantMessage assistant) {
			bytes += assistant.getToolCalls()
				.stream()
				.mapToLong((call) -> bytes(call.name()) + bytes(call.arguments()))
				.sum();
		}
		if (message instanceof ToolResponseMessage tools) {
			bytes += tools.getResponses()
				.stream()
				.mapToLong((response) -> bytes(response.name()) + bytes(response.responseData()))
				.sum();
		}
		return bytes;
	}

	private static long bytes(ToolCallback tool) {
		ToolDefinition definition = tool.getToolDefinition();
		return bytes(definition.name()) + bytes(definition.description()) + bytes(definition.inputSchema());
	}

	/**
	 * The length in UTF-8: of scripts other than Latin, a token covers fewer characters.
	 */
	private static long bytes(@Nullable String text) {
		if (text == null) {
			return 0;
		}
		long bytes = 0;
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			bytes += (character < 0x80) ? 1 : (character < 0x800 || Character.isSurrogate(character)) ? 2 : 3;
		}
		return bytes;
	}

	private static long tokens(long bytes) {
		return (bytes + BYTES_OF_A_TOKEN - 1) / BYTES_OF_A_TOKEN;
	}

}
