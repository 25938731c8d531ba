package io.musubito.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.awaitility.Awaitility;

/**
 * What steps of several processes ask: it counts who asked what, and says the number of
 * each answer.
 */
public final class CountingServer implements AutoCloseable {

	private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

	private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final HttpServer server;

	private CountingServer(HttpServer server) {
		this.server = server;
	}

	public static CountingServer start() throws IOException {
		HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		CountingServer server = new CountingServer(http);
		http.createContext("/", server::answer);
		http.setExecutor(server.threads);
		http.start();
		return server;
	}

	public String url() {
		return "http://localhost:" + this.server.getAddress().getPort() + "/";
	}

	/**
	 * Holds an answer back until it is counted down.
	 */
	public CountDownLatch hold(String question, int time) {
		CountDownLatch latch = new CountDownLatch(1);
		this.held.put(question + "/" + time, latch);
		return latch;
	}

	private void answer(HttpExchange exchange) throws IOException {
		String question = exchange.getRequestURI().getQuery();
		int time = this.asked.computeIfAbsent(question, (key) -> new AtomicInteger()).incrementAndGet();
		CountDownLatch latch = this.held.get(question + "/" + time);
		try {
			if (latch != null && !latch.await(120, TimeUnit.SECONDS)) {
				throw new IllegalStateException("Nobody let it go on");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		byte[] answer = (question + " was answer " + time).getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(200, answer.length);
		exchange.getResponseBody().write(answer);
		exchange.close();
	}

	public int asked(String question) {
		AtomicInteger times = this.asked.get(question);
		return (times != null) ? times.get() : 0;
	}

	/**
	 * How often it was asked, whatever it was.
	 */
	public int total() {
		return this.asked.values().stream().mapToInt(AtomicInteger::get).sum();
	}

	/**
	 * How many different questions there were.
	 */
	public int questions() {
		return this.asked.size();
	}

	/**
	 * How often it was asked, by question.
	 */
	public Map<String, Integer> counts() {
		Map<String, Integer> counts = new TreeMap<>();
		this.asked.forEach((question, times) -> counts.put(question, times.get()));
		return counts;
	}

	public void clear() {
		this.asked.clear();
	}

	public void awaitAsked(String question, int times) {
		Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> asked(question) >= times);
	}

	@Override
	public void close() {
		this.held.values().forEach(CountDownLatch::countDown);
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
