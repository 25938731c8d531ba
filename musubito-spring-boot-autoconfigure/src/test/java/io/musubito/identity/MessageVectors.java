package io.musubito.identity;

import java.util.List;
import java.util.Map;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage.ToolResponse;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;

/**
 * Messages and prompts of Spring AI, which count by an explicit list of fields: a release
 * of it that changes one of these hashes runs steps of its users again.
 */
final class MessageVectors {

	private MessageVectors() {
	}

	static void add(Map<String, Object> values) {
		values.put("system message", new SystemMessage("s"));
		values.put("user message", new UserMessage("u"));
		values.put("user message with metadata",
				UserMessage.builder().text("u").metadata(Map.of("k", "v", "n", 1)).build());
		values.put("user message with media", UserMessage.builder().text("u").media(SpringVectors.image()).build());
		values.put("assistant message", new AssistantMessage("a"));
		values.put("assistant message with tool calls", AssistantMessage.builder()
			.content("a")
			.toolCalls(
					List.of(new ToolCall("1", "function", "find", "{\"a\":1}"), new ToolCall("2", "function", "f", "")))
			.build());
		values.put("assistant message with metadata",
				AssistantMessage.builder().content("a").properties(Map.of("finish", "stop")).build());
		values.put("assistant message without text", AssistantMessage.builder().content("").build());
		values.put("tool response",
				ToolResponseMessage.builder().responses(List.of(new ToolResponse("1", "find", "found"))).build());
		values.put("tool response with metadata",
				ToolResponseMessage.builder()
					.responses(List.of(new ToolResponse("1", "find", "found"), new ToolResponse("2", "f", "")))
					.metadata(Map.of("k", "v"))
					.build());
		values.put("prompt",
				new Prompt(List.of(new SystemMessage("s"), new UserMessage("u"), new AssistantMessage("a")),
						ChatOptions.builder().model("m").temperature(0.5).build()));
		values.put("prompt without options", new Prompt("u"));
		values.put("prompt of a conversation", new Prompt(List.of(new UserMessage("u"),
				AssistantMessage.builder()
					.content("")
					.toolCalls(List.of(new ToolCall("1", "function", "find", "{}")))
					.build(),
				ToolResponseMessage.builder().responses(List.of(new ToolResponse("1", "find", "found"))).build())));
	}

}
