package io.musubito.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * A network between a client and a server of this machine, which can fail: it loses a
 * message or the answer to it, or everything. It counts the round trips.
 */
public final class Forwarder implements AutoCloseable {

	private static final int CHUNK = 64 * 1024;

	private final ServerSocket listener;

	private final int target;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Set<Route> routes = ConcurrentHashMap.newKeySet();

	private final AtomicReference<@Nullable Loss> loss = new AtomicReference<>();

	private final AtomicInteger roundTrips = new AtomicInteger();

	private volatile boolean cutOff;

	private Forwarder(ServerSocket listener, int target) {
		this.listener = listener;
		this.target = target;
	}

	/**
	 * Begins to forward what is sent to a port of its own.
	 */
	public static Forwarder to(int port) throws IOException {
		Forwarder forwarder = new Forwarder(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), port);
		forwarder.threads.execute(forwarder::accept);
		return forwarder;
	}

	public int port() {
		return this.listener.getLocalPort();
	}

	/**
	 * How often a client sent something after the server had answered what was before.
	 */
	public int roundTrips() {
		return this.roundTrips.get();
	}

	/**
	 * Cuts all connections, and new ones, until {@link #restore()} is called.
	 */
	public void cutOff() {
		this.cutOff = true;
		this.routes.forEach(Route::cut);
	}

	public void restore() {
		this.cutOff = false;
	}

	/**
	 * Cuts the connection that sends a message next.
	 * @param before a text that the connection has sent earlier since its last such
	 * message
	 * @param message a text within the message
	 * @param arrives whether the server gets it, so that only its answer is lost
	 */
	public void loseNext(String before, String message, boolean arrives) {
		this.loss.set(new Loss(before, message, arrives));
	}

	/**
	 * Whether that has happened.
	 */
	public boolean hasLost() {
		return this.loss.get() == null;
	}

	private void accept() {
		while (!this.listener.isClosed()) {
			try {
				Socket client = this.listener.accept();
				if (this.cutOff) {
					client.close();
				}
				else {
					Route route = new Route(client, new Socket(InetAddress.getLoopbackAddress(), this.target));
					this.routes.add(route);
					this.threads.execute(route::forwardMessages);
					this.threads.execute(route::forwardAnswers);
				}
			}
			catch (IOException ex) {
				// Closed, or the server is not there
			}
		}
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		this.routes.forEach(Route::cut);
		this.threads.shutdownNow();
	}

	/**
	 * What is to be lost.
	 */
	private record Loss(String before, String message, boolean arrives) {

	}

	/**
	 * A connection of the client and its own one with the server.
	 */
	private final class Route {

		private final Socket client;

		private final Socket server;

		private volatile boolean answered = true;

		private volatile boolean losesAnswer;

		private String sent = "";

		private Route(Socket client, Socket server) throws IOException {
			this.client = client;
			this.server = server;
			client.setTcpNoDelay(true);
			server.setTcpNoDelay(true);
		}

		private void forwardMessages() {
			forward(this.client, this.server, this::isForwarded);
		}

		private boolean isForwarded(byte[] chunk) {
			if (this.answered) {
				this.answered = false;
				Forwarder.this.roundTrips.incrementAndGet();
			}
			Loss loss = Forwarder.this.loss.get();
			if (loss == null) {
				this.sent = "";
				return true;
			}
			this.sent += new String(chunk, StandardCharsets.ISO_8859_1);
			int message = this.sent.lastIndexOf(loss.message);
			if (message < 0) {
				return true;
			}
			boolean lost = this.sent.lastIndexOf(loss.before, message) >= 0
					&& Forwarder.this.loss.compareAndSet(loss, null);
			this.sent = "";
			this.losesAnswer = lost;
			return !lost || loss.arrives;
		}

		private void forwardAnswers() {
			forward(this.server, this.client, (chunk) -> {
				this.answered = true;
				return !this.losesAnswer;
			});
		}

		private void forward(Socket from, Socket to, Chunks chunks) {
			byte[] buffer = new byte[CHUNK];
			try (InputStream in = from.getInputStream()) {
				for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
					if (!chunks.isForwarded(Arrays.copyOf(buffer, length))) {
						break;
					}
					to.getOutputStream().write(buffer, 0, length);
				}
			}
			catch (IOException ex) {
				// One of both is cut
			}
			finally {
				cut();
			}
		}

		private void cut() {
			Forwarder.this.routes.remove(this);
			try (this.client; this.server) {
				this.client.setSoLinger(true, 0);
			}
			catch (IOException ex) {
				// Cut already
			}
		}

	}

	/**
	 * Decides on what is received.
	 */
	private interface Chunks {

		boolean isForwarded(byte[] chunk);

	}

}
