package io.musubito.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/**
 * What steps of other processes call in place of a model. It outlives them, counts, and
 * can keep one of them waiting.
 */
public final class ModelStandIn implements AutoCloseable {

	private final HttpServer server;

	private final Queue<String> asked = new ConcurrentLinkedQueue<>();

	private final CountDownLatch reached = new CountDownLatch(1);

	private final CountDownLatch released = new CountDownLatch(1);

	private volatile @Nullable String blocked;

	private ModelStandIn(HttpServer server) {
		this.server = server;
	}

	public static ModelStandIn start() throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		ModelStandIn model = new ModelStandIn(server);
		server.createContext("/", model::answer);
		server.setExecutor(Executors.newCachedThreadPool());
		server.start();
		return model;
	}

	public String url() {
		return "http://" + this.server.getAddress().getAddress().getHostAddress() + ":"
				+ this.server.getAddress().getPort();
	}

	/**
	 * Keeps who asks this waiting until the server is closed.
	 */
	public void block(String question) {
		this.blocked = question;
	}

	public void unblock() {
		this.blocked = null;
	}

	public boolean awaitBlocked() throws InterruptedException {
		return this.reached.await(120, TimeUnit.SECONDS);
	}

	/**
	 * What was asked since this was last called.
	 */
	public List<String> takeAsked() {
		List<String> taken = List.copyOf(this.asked);
		this.asked.clear();
		return taken;
	}

	public List<String> asked() {
		return List.copyOf(this.asked);
	}

	public static String ask(String url, String question) {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create(url + "/?" + URLEncoder.encode(question, StandardCharsets.UTF_8)))
			.build();
		try {
			return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private void answer(HttpExchange exchange) throws IOException {
		String question = exchange.getRequestURI().getQuery();
		this.asked.add(question);
		if (question.equals(this.blocked)) {
			this.reached.countDown();
			awaitRelease();
		}
		byte[] body = ("answer to " + question).getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(200, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	private void awaitRelease() {
		try {
			this.released.await(120, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		this.released.countDown();
		this.server.stop(0);
	}

}
