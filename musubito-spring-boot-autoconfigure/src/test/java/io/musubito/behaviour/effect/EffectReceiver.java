package io.musubito.behaviour.effect;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The world outside of other processes: an HTTP server of this one that keeps a log of
 * what it was asked for, and can hold a process at a point of its way.
 */
final class EffectReceiver implements AutoCloseable {

	private final List<Request> log = new CopyOnWriteArrayList<>();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final HttpServer server;

	private volatile @Nullable String heldAt;

	private volatile CountDownLatch arrived = new CountDownLatch(1);

	private volatile CountDownLatch released = new CountDownLatch(1);

	private EffectReceiver() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
		this.server.createContext("/point/", this::point);
		this.server.createContext("/send", this::receive);
		this.server.setExecutor(this.executor);
		this.server.start();
	}

	static EffectReceiver start() throws IOException {
		// Else each answer waits for the acknowledgement of its headers
		System.setProperty("sun.net.httpserver.nodelay", "true");
		return new EffectReceiver();
	}

	String url() {
		return "http://localhost:" + this.server.getAddress().getPort();
	}

	/**
	 * What was received, in the order of arrival.
	 */
	List<Request> log() {
		return List.copyOf(this.log);
	}

	List<Request> log(String content) {
		return this.log.stream().filter((request) -> request.content().equals(content)).toList();
	}

	/**
	 * Lets everybody who gets to a point from now on wait there.
	 */
	void holdAt(String point) {
		this.arrived = new CountDownLatch(1);
		this.released = new CountDownLatch(1);
		this.heldAt = point;
	}

	void awaitArrival() throws InterruptedException {
		assertThat(this.arrived.await(1, TimeUnit.MINUTES)).isTrue();
	}

	void release() {
		this.heldAt = null;
		this.released.countDown();
	}

	/**
	 * Waits until all that dead processes had sent has been received: the server takes up
	 * what has arrived before it can answer a later request twice.
	 */
	void settle() {
		for (int i = 0; i < 2; i++) {
			pass(url(), "settled");
		}
	}

	private void point(HttpExchange exchange) throws IOException {
		hold(exchange.getRequestURI().getPath().substring("/point/".length()));
		answer(exchange, "passed");
	}

	private void receive(HttpExchange exchange) throws IOException {
		String content = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
		this.log.add(new Request(content, key, receipt(content)));
		hold("received");
		answer(exchange, receipt(content));
	}

	private static String receipt(String content) {
		return "receipt of " + content;
	}

	private void hold(String point) {
		if (point.equals(this.heldAt)) {
			CountDownLatch release = this.released;
			this.arrived.countDown();
			try {
				release.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private static void answer(HttpExchange exchange, String text) throws IOException {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(200, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	@Override
	public void close() {
		release();
		this.server.stop(0);
		this.executor.shutdownNow();
	}

	/**
	 * Sends something, from whichever process.
	 */
	static String send(String url, String content, String idempotencyKey) {
		return post(url + "/send", content, idempotencyKey);
	}

	/**
	 * Gets to a point, from whichever process.
	 */
	static void pass(String url, String point) {
		post(url + "/point/" + point, "", "");
	}

	private static String post(String url, String content, String idempotencyKey) {
		try {
			URL target = URI.create(url).toURL();
			HttpURLConnection connection = (HttpURLConnection) target.openConnection();
			connection.setRequestProperty("Idempotency-Key", idempotencyKey);
			connection.setDoOutput(true);
			// Its length is known, so that the client does not send it again by itself
			byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
			connection.setFixedLengthStreamingMode(bytes.length);
			connection.getOutputStream().write(bytes);
			return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * One request.
	 *
	 * @param content what was sent
	 * @param idempotencyKey the key that came with it
	 * @param receipt the answer, whether or not it got back
	 */
	record Request(String content, String idempotencyKey, String receipt) {

	}

}
