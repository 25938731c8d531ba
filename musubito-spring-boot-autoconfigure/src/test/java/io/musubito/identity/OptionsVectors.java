package io.musubito.identity;

import java.util.List;
import java.util.Map;

import org.springframework.ai.anthropic.AnthropicChatOptions;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.ollama.api.OllamaChatOptions;
import org.springframework.ai.openai.OpenAiChatOptions;

/**
 * Options of models, which count by the fields that are set: a release that adds a field
 * changes none of these hashes.
 */
final class OptionsVectors {

	private OptionsVectors() {
	}

	static void add(Map<String, Object> values) {
		values.put("options", ChatOptions.builder().build());
		values.put("options model", ChatOptions.builder().model("m").build());
		values.put("options of numbers",
				ChatOptions.builder().temperature(0.0).topK(4).topP(0.25).maxTokens(100).build());
		values.put("options of penalties", ChatOptions.builder().frequencyPenalty(0.5).presencePenalty(-0.5).build());
		values.put("options stop", ChatOptions.builder().stopSequences(List.of("b", "a")).build());
		values.put("options without stops", ChatOptions.builder().stopSequences(List.of()).build());
		values.put("OpenAI options", OpenAiChatOptions.builder().model("gpt-5").build());
		values.put("OpenAI options of numbers",
				OpenAiChatOptions.builder()
					.model("gpt-5")
					.temperature(0.5)
					.maxTokens(10)
					.topP(0.5)
					.n(1)
					.seed(7)
					.build());
		values.put("OpenAI options of an organisation",
				OpenAiChatOptions.builder().model("gpt-5").user("u").stop(List.of("x")).build());
		values.put("Anthropic options", AnthropicChatOptions.builder().model("claude").maxTokens(64).build());
		values.put("Anthropic options of numbers",
				AnthropicChatOptions.builder().model("claude").maxTokens(64).temperature(0.5).topK(3).build());
		values.put("Ollama options", OllamaChatOptions.builder().model("llama").build());
		values.put("Ollama options of numbers",
				OllamaChatOptions.builder().model("llama").temperature(0.5).numCtx(2048).seed(3).build());
		values.put("options in a map", Map.of("options", ChatOptions.builder().model("m").temperature(0.5).build()));
	}

}
