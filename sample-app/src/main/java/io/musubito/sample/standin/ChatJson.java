package io.musubito.sample.standin;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The wire format of OpenAI's chat completions, as far as a client of texts needs it.
 */
final class ChatJson {

	private final JsonMapper mapper = JsonMapper.shared();

	ChatRequest read(byte[] body) {
		JsonNode request = this.mapper.readTree(body);
		JsonNode messages = request.path("messages");
		String prompt = StreamSupport.stream(messages.spliterator(), false)
			.map((message) -> text(message.path("content")))
			.collect(Collectors.joining("\n\n"));
		if (prompt.isBlank()) {
			throw new IllegalArgumentException("The request has no messages with text");
		}
		return new ChatRequest(request.path("model").asString("stand-in"), prompt, messages.size(),
				request.path("stream").asBoolean(false),
				request.path("stream_options").path("include_usage").asBoolean(false));
	}

	private static String text(JsonNode content) {
		if (!content.isArray()) {
			return content.asString("");
		}
		return StreamSupport.stream(content.spliterator(), false)
			.map((part) -> part.path("text").asString(""))
			.collect(Collectors.joining("\n"));
	}

	String completion(ChatRequest request, String answer) {
		ObjectNode completion = envelope(request, "chat.completion");
		ObjectNode choice = completion.putArray("choices").addObject().put("index", 0).put("finish_reason", "stop");
		choice.putObject("message").put("role", "assistant").put("content", answer);
		usage(completion, request, answer);
		return completion.toString();
	}

	/**
	 * The answer in pieces: one for each word, one for the end and, when it was asked
	 * for, one for the usage.
	 * @param request the request
	 * @param answer the whole answer
	 * @return the pieces in order
	 */
	Stream<String> chunks(ChatRequest request, String answer) {
		Stream<String> words = Stream.of(answer.split("(?<=\\s)")).map((word) -> word(request, word));
		Stream<String> end = Stream.of(end(request));
		Stream<String> usage = request.usageInStream() ? Stream.of(usage(request, answer)) : Stream.empty();
		return Stream.of(words, end, usage).flatMap((chunks) -> chunks);
	}

	private String word(ChatRequest request, String word) {
		ObjectNode chunk = envelope(request, "chat.completion.chunk");
		ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0).putNull("finish_reason");
		choice.putObject("delta").put("role", "assistant").put("content", word);
		return chunk.toString();
	}

	private String end(ChatRequest request) {
		ObjectNode chunk = envelope(request, "chat.completion.chunk");
		chunk.putArray("choices").addObject().put("index", 0).put("finish_reason", "stop").putObject("delta");
		return chunk.toString();
	}

	private String usage(ChatRequest request, String answer) {
		ObjectNode chunk = envelope(request, "chat.completion.chunk");
		chunk.putArray("choices");
		usage(chunk, request, answer);
		return chunk.toString();
	}

	private static void usage(ObjectNode parent, ChatRequest request, String answer) {
		int completion = ChatRequest.tokens(answer);
		parent.putObject("usage")
			.put("prompt_tokens", request.tokens())
			.put("completion_tokens", completion)
			.put("total_tokens", request.tokens() + completion);
	}

	private ObjectNode envelope(ChatRequest request, String object) {
		return this.mapper.createObjectNode()
			.put("id", "chatcmpl-stand-in")
			.put("object", object)
			.put("created", 0)
			.put("model", request.model());
	}

	String error(String message) {
		ObjectNode error = this.mapper.createObjectNode();
		error.putObject("error").put("message", message).put("type", "invalid_request_error");
		return error.toString();
	}

	String use(ModelUse use) {
		return this.mapper.writeValueAsString(use);
	}

}
