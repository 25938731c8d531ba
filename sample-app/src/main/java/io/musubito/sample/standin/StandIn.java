package io.musubito.sample.standin;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.core.JacksonException;

/**
 * A stand-in for a model: a server on the loopback interface that speaks OpenAI's
 * protocol for chats, answers deterministically and counts what it was asked. It is no
 * model and knows nothing; it is there so that the sample runs without a key and without
 * costs, through the same client as with one.
 */
public final class StandIn implements AutoCloseable {

	private final ChatJson json = new ChatJson();

	private final ExecutorService threads = Executors.newCachedThreadPool(StandIn::daemon);

	private final HttpServer server;

	private final Latency latency;

	private ModelUse use = ModelUse.NONE;

	private StandIn(Latency latency) throws IOException {
		this.latency = latency;
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.threads);
		this.server.createContext("/", (exchange) -> send(exchange, 404, this.json.error("There is no such path")));
		this.server.createContext("/v1/chat/completions", only("POST", this::complete));
		this.server.createContext("/stats", only("GET", (exchange) -> send(exchange, 200, this.json.use(use()))));
	}

	/**
	 * Starts a stand-in on a free port. Its threads don't keep the JVM alive.
	 * @param latency how long it takes
	 * @return the running stand-in
	 */
	public static StandIn start(Latency latency) {
		try {
			StandIn standIn = new StandIn(latency);
			// The server's own thread is a daemon only when the thread that starts it is
			Thread starter = daemon(standIn.server::start);
			starter.start();
			starter.join();
			return standIn;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The stand-in for a model could not open a port on the loopback interface",
					ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while starting the stand-in for a model", ex);
		}
	}

	/**
	 * Where it is.
	 * @return the address of the server, without path
	 */
	public URI address() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	/**
	 * What it was asked since it started.
	 * @return the use
	 */
	public synchronized ModelUse use() {
		return this.use;
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	private HttpHandler only(String method, HttpHandler handler) {
		return (exchange) -> {
			try (exchange) {
				if (exchange.getRequestMethod().equals(method)) {
					handler.handle(exchange);
				}
				else {
					send(exchange, 405, this.json.error("Only " + method + " is allowed"));
				}
			}
		};
	}

	private void complete(HttpExchange exchange) throws IOException {
		ChatRequest request;
		try {
			request = this.json.read(exchange.getRequestBody().readAllBytes());
		}
		catch (JacksonException | IllegalArgumentException ex) {
			send(exchange, 400, this.json.error(String.valueOf(ex.getMessage())));
			return;
		}
		String answer = answer(request.prompt());
		int tokens = ChatRequest.tokens(answer);
		count(request.tokens(), tokens);
		try {
			this.latency.await(tokens);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return;
		}
		if (request.stream()) {
			stream(exchange, this.json.chunks(request, answer).iterator());
		}
		else {
			send(exchange, 200, this.json.completion(request, answer));
		}
	}

	private static String answer(String prompt) {
		return Suspicions.areAskedFor(prompt) ? Suspicions.answer(prompt) : Excerpts.answer(prompt);
	}

	private synchronized void count(int promptTokens, int completionTokens) {
		this.use = this.use.plusRequest(promptTokens, completionTokens);
	}

	private static void stream(HttpExchange exchange, Iterator<String> chunks) throws IOException {
		exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
		exchange.sendResponseHeaders(200, 0);
		try (OutputStream body = exchange.getResponseBody()) {
			while (chunks.hasNext()) {
				body.write(("data: " + chunks.next() + "\n\n").getBytes(StandardCharsets.UTF_8));
				body.flush();
			}
			body.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
		}
	}

	private static void send(HttpExchange exchange, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(status, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	private static Thread daemon(Runnable task) {
		Thread thread = new Thread(task, "stand-in");
		thread.setDaemon(true);
		return thread;
	}

}
