package io.musubito.ai;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.musubito.ModelUsage;
import io.musubito.Usage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A stand-in for a model behind OpenAI's protocol: chat completions, also streamed and
 * with tools, and embeddings. It keeps what it was asked and counts the tokens that it
 * has told its clients of.
 */
public final class ModelServer implements AutoCloseable {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final List<JsonNode> requests = new CopyOnWriteArrayList<>();

	private final List<Usage> told = new CopyOnWriteArrayList<>();

	private volatile Map<String, String> headersOfErrors = Map.of();

	private volatile Function<JsonNode, Answer> script = (request) -> Answer.text("An answer.");

	public ModelServer() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.threads);
		this.server.createContext("/v1/chat/completions", this::complete);
		this.server.createContext("/v1/embeddings", this::embed);
		this.server.start();
	}

	/**
	 * The base URL for clients.
	 */
	public String baseUrl() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/v1";
	}

	/**
	 * Says how each request is answered from now on.
	 */
	public void answer(Function<JsonNode, Answer> newScript) {
		this.script = newScript;
	}

	/**
	 * The same, with headers that each answer that is an error has.
	 */
	public void answer(Function<JsonNode, Answer> newScript, Map<String, String> headersOfErrors) {
		this.headersOfErrors = headersOfErrors;
		this.script = newScript;
	}

	/**
	 * What was asked since the start, refused requests included.
	 */
	public List<JsonNode> requests() {
		return List.copyOf(this.requests);
	}

	/**
	 * The tokens that clients were told of.
	 */
	public Usage told() {
		return Usage.sum(this.told);
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	private void complete(HttpExchange exchange) throws IOException {
		JsonNode request = read(exchange);
		Answer answer = this.script.apply(request);
		if (answer.status() != 200) {
			this.headersOfErrors.forEach(exchange.getResponseHeaders()::set);
			send(exchange, answer.status(), Map.of("error", Map.of("message", answer.text(), "type", "test")));
		}
		else if (request.path("stream").asBoolean()) {
			stream(exchange, request, answer);
		}
		else {
			tell(request, answer);
			send(exchange, 200,
					Map.of("id", "c" + this.requests.size(), "object", "chat.completion", "created", 1, "model",
							request.path("model").asString(), "choices", List.of(Map.of("index", 0, "message",
									answer.message(), "finish_reason", answer.finishReason())),
							"usage", answer.usage()));
		}
		exchange.close();
	}

	private void stream(HttpExchange exchange, JsonNode request, Answer answer) throws IOException {
		exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
		exchange.sendResponseHeaders(200, 0);
		OutputStream body = exchange.getResponseBody();
		for (Map<String, Object> delta : answer.deltas()) {
			chunk(body, request, List.of(Map.of("index", 0, "delta", delta)), null);
		}
		if (answer.dies()) {
			// Nothing is closed, which would end the transfer as if it were complete
			throw new IOException("The stream dies");
		}
		if (answer.finishReason() != null) {
			chunk(body, request, List.of(Map.of("index", 0, "delta", Map.of(), "finish_reason", answer.finishReason())),
					null);
		}
		if (request.path("stream_options").path("include_usage").asBoolean()) {
			tell(request, answer);
			chunk(body, request, List.of(), answer.usage());
		}
		body.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
	}

	private void chunk(OutputStream body, JsonNode request, List<?> choices, Object usage) throws IOException {
		Map<String, Object> chunk = new LinkedHashMap<>(Map.of("id", "c" + this.requests.size(), "object",
				"chat.completion.chunk", "created", 1, "model", request.path("model").asString(), "choices", choices));
		if (usage != null) {
			chunk.put("usage", usage);
		}
		body.write(("data: " + JSON.writeValueAsString(chunk) + "\n\n").getBytes(StandardCharsets.UTF_8));
		body.flush();
	}

	private void embed(HttpExchange exchange) throws IOException {
		try (exchange) {
			JsonNode request = read(exchange);
			JsonNode input = request.path("input");
			int count = input.isArray() ? input.size() : 1;
			List<Map<String, Object>> data = IntStream.range(0, count)
				.mapToObj((index) -> Map.<String, Object>of("object", "embedding", "index", index, "embedding",
						List.of(0.25 * index, 0.5, -1.5)))
				.toList();
			String model = request.path("model").asString();
			this.told.add(Usage.of(new ModelUsage(model, 1, 5L * count, 0, 0)));
			send(exchange, 200, Map.of("object", "list", "model", model, "data", data, "usage",
					Map.of("prompt_tokens", 5 * count, "total_tokens", 5 * count)));
		}
	}

	private JsonNode read(HttpExchange exchange) throws IOException {
		JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
		this.requests.add(request);
		return request;
	}

	private void tell(JsonNode request, Answer answer) {
		this.told.add(Usage.of(new ModelUsage(request.path("model").asString(), 1, answer.inputTokens(),
				answer.outputTokens(), answer.cachedInputTokens())));
	}

	private static void send(HttpExchange exchange, int status, Object json) throws IOException {
		byte[] body = JSON.writeValueAsBytes(json);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(status, body.length);
		exchange.getResponseBody().write(body);
	}

	/**
	 * One answer.
	 *
	 * @param status the HTTP status; other than 200, the text is the message of the error
	 * @param text the text
	 * @param tool the tool to call, {@code null} for none
	 * @param arguments the JSON of the arguments of the tool
	 * @param finishReason why the model ended
	 * @param inputTokens the tokens read, the cached ones included
	 * @param outputTokens the tokens written
	 * @param cachedInputTokens the tokens read from the model's cache
	 * @param dies whether a stream breaks before it has ended
	 */
	public record Answer(int status, String text, String tool, String arguments, String finishReason, int inputTokens,
			int outputTokens, int cachedInputTokens, boolean dies) {

		public static Answer text(String text) {
			return new Answer(200, text, null, null, "stop", 11, 7, 4, false);
		}

		public static Answer toolCall(String tool, String arguments) {
			return new Answer(200, "", tool, arguments, "tool_calls", 13, 5, 2, false);
		}

		public static Answer error(int status, String message) {
			return new Answer(status, message, null, null, "", 0, 0, 0, false);
		}

		public Answer finishedBy(String reason) {
			return new Answer(this.status, this.text, this.tool, this.arguments, reason, this.inputTokens,
					this.outputTokens, this.cachedInputTokens, this.dies);
		}

		public Answer using(int input, int output, int cachedInput) {
			return new Answer(this.status, this.text, this.tool, this.arguments, this.finishReason, input, output,
					cachedInput, this.dies);
		}

		public Answer dying() {
			return new Answer(this.status, this.text, this.tool, this.arguments, this.finishReason, this.inputTokens,
					this.outputTokens, this.cachedInputTokens, true);
		}

		private Map<String, Object> message() {
			return (this.tool == null) ? Map.of("role", "assistant", "content", this.text)
					: Map.of("role", "assistant", "tool_calls", List.of(call()));
		}

		private Map<String, Object> call() {
			return Map.of("index", 0, "id", "call-" + this.tool, "type", "function", "function",
					Map.of("name", this.tool, "arguments", this.arguments));
		}

		private List<Map<String, Object>> deltas() {
			if (this.tool != null) {
				return List.of(Map.of("role", "assistant", "tool_calls", List.of(call())));
			}
			return List.of(this.text.split("(?<= )"))
				.stream()
				.map((part) -> Map.<String, Object>of("role", "assistant", "content", part))
				.toList();
		}

		private Map<String, Object> usage() {
			return Map.of("prompt_tokens", this.inputTokens, "completion_tokens", this.outputTokens, "total_tokens",
					this.inputTokens + this.outputTokens, "prompt_tokens_details",
					Map.of("cached_tokens", this.cachedInputTokens));
		}

	}

}
