package io.musubito.quota;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Stands for a provider that counts: who has asked, when that has arrived, and how many
 * answers were given at the same time.
 */
final class ProviderStandIn implements AutoCloseable {

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final int latencyMillis;

	private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();

	private int active;

	private int mostActive;

	/**
	 * Starts it.
	 * @param latencyMillis how long it takes for an answer at most
	 */
	ProviderStandIn(int latencyMillis) throws IOException {
		this.latencyMillis = latencyMillis;
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/";
	}

	private void answer(HttpExchange exchange) throws IOException {
		count(1);
		this.arrivals.add(new Arrival(exchange.getRequestURI().getPath(), System.nanoTime()));
		LockSupport
			.parkNanos(TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextInt(this.latencyMillis + 1)));
		count(-1);
		exchange.sendResponseHeaders(204, -1);
		exchange.close();
	}

	private synchronized void count(int change) {
		this.active += change;
		this.mostActive = Math.max(this.mostActive, this.active);
	}

	static void ask(HttpClient client, String url, String who) {
		try {
			client.send(HttpRequest.newBuilder(URI.create(url + who)).build(), BodyHandlers.discarding());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	int asked() {
		return this.arrivals.size();
	}

	synchronized int mostActive() {
		return this.mostActive;
	}

	/**
	 * The most requests that have arrived within any time of some length.
	 */
	int mostIn(Duration time) {
		long[] sorted = this.arrivals.stream().mapToLong(Arrival::nanos).sorted().toArray();
		int most = 0;
		int first = 0;
		for (int last = 0; last < sorted.length; last++) {
			while (sorted[last] - sorted[first] >= time.toNanos()) {
				first++;
			}
			most = Math.max(most, last - first + 1);
		}
		return most;
	}

	/**
	 * From the first request to the last one.
	 */
	Duration duration() {
		long[] sorted = this.arrivals.stream().mapToLong(Arrival::nanos).sorted().toArray();
		return Duration.ofNanos(sorted[sorted.length - 1] - sorted[0]);
	}

	/**
	 * How often each has asked, of the first so many requests.
	 */
	Map<String, Long> shares(int first) {
		return this.arrivals.stream().limit(first).collect(Collectors.groupingBy(Arrival::who, Collectors.counting()));
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	private record Arrival(String who, long nanos) {

	}

}
