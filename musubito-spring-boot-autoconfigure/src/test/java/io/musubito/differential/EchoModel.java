package io.musubito.differential;

import java.util.List;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;

/**
 * A model of a library. It answers with exactly what it was asked, and calls the first of
 * the tools that it is offered.
 */
public final class EchoModel implements ChatModel {

	private final ChatOptions options;

	public EchoModel(ChatOptions options) {
		this.options = options;
	}

	@Override
	public ChatOptions getOptions() {
		return this.options;
	}

	@Override
	public ChatResponse call(Prompt prompt) {
		List<ToolCallback> tools = (prompt.getOptions() instanceof ToolCallingChatOptions calling
				&& calling.getToolCallbacks() != null) ? calling.getToolCallbacks() : List.of();
		boolean called = prompt.getInstructions().stream().anyMatch(ToolResponseMessage.class::isInstance);
		if (!tools.isEmpty() && !called) {
			String parameter = tools.get(0)
				.getToolDefinition()
				.inputSchema()
				.replaceAll("(?s).*\"properties\"\\s*:\\s*\\{\\s*\"(\\w+)\".*", "$1");
			return response(AssistantMessage.builder()
				.content("")
				.toolCalls(List.of(new ToolCall("1", "function", tools.get(0).getToolDefinition().name(),
						"{\"" + parameter + "\":\"article\"}")))
				.build());
		}
		return response(new AssistantMessage(echo(prompt, tools)));
	}

	private String echo(Prompt prompt, List<ToolCallback> tools) {
		StringBuilder echo = new StringBuilder("asked");
		ChatOptions asked = (prompt.getOptions() != null) ? prompt.getOptions() : this.options;
		echo.append(" model ").append(or(asked.getModel(), this.options.getModel()));
		echo.append(" temperature ").append(or(asked.getTemperature(), this.options.getTemperature()));
		echo.append(" tokens ").append(or(asked.getMaxTokens(), this.options.getMaxTokens()));
		for (Message message : prompt.getInstructions()) {
			echo.append('|').append(message.getMessageType()).append(' ').append(message.getText());
			if (message instanceof ToolResponseMessage response) {
				response.getResponses().forEach((answer) -> echo.append(answer.responseData()));
			}
		}
		for (ToolCallback tool : tools) {
			echo.append('|').append(tool.getToolDefinition());
		}
		return echo.toString();
	}

	private static Object or(Object first, Object second) {
		return (first != null) ? first : second;
	}

	private static ChatResponse response(AssistantMessage message) {
		return new ChatResponse(List.of(new Generation(message)));
	}

}
