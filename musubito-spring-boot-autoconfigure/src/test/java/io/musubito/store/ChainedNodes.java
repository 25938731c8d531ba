package io.musubito.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.musubito.StepOutcome;
import io.musubito.Usage;

/**
 * Many nodes with results of one kilobyte that can't be compressed. Ten in a row are a
 * chain, whose last one consumes three of it and calls one, and the first one of each
 * tenth chain consumes the result of a much older one. The first ones were not used for
 * the longest time.
 */
final class ChainedNodes extends Recordings {

	private static final int LENGTH = 10;

	private static final int THREADS = 32;

	private static final int BYTES = 768;

	private final int count;

	/**
	 * Creates the nodes.
	 * @param count how many, a multiple of twenty
	 */
	ChainedNodes(int count) {
		this.count = count;
	}

	int count() {
		return this.count;
	}

	/**
	 * What a node depends on. What is recorded at the same time does not depend on each
	 * other.
	 */
	List<Integer> upstream(int node) {
		if (node >= this.count) {
			return List.of(this.count - 1 - node % (this.count / 8));
		}
		int place = node % LENGTH;
		if (place == 0) {
			return (node % (LENGTH * LENGTH) == 0 && node >= this.count / 2) ? List.of(node / 2) : List.of();
		}
		return (place == LENGTH - 1) ? List.of(node - 1, node - 4, node - 6, node - 8) : List.of(node - 1);
	}

	static String nodeId(int node) {
		return key(name(node)).nodeId();
	}

	static String value(int node) {
		byte[] bytes = new byte[BYTES];
		new Random(node).nextBytes(bytes);
		return Base64.getUrlEncoder().encodeToString(bytes);
	}

	static String artifactId(int node) {
		return artifact(value(node)).artifactId();
	}

	private static String name(int node) {
		return "draft/" + node;
	}

	/**
	 * Records all, several at a time.
	 */
	void record(Store store) {
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		try {
			record(store, threads, 0, this.count / 2);
			record(store, threads, this.count / 2, this.count);
		}
		finally {
			threads.shutdown();
		}
	}

	private void record(Store store, Executor threads, int from, int to) {
		CompletableFuture.allOf(IntStream.range(from / LENGTH, to / LENGTH)
			.mapToObj((chain) -> CompletableFuture.runAsync(() -> IntStream.range(LENGTH * chain, LENGTH * (chain + 1))
				.forEach((node) -> store.nodes().record(execution(node))), threads))
			.toArray(CompletableFuture[]::new)).join();
	}

	/**
	 * The first execution of a node, within the last two hundred days for those that are
	 * counted.
	 */
	Execution execution(int node) {
		Duration ago = Duration.ofDays(Math.max(0, 200 - 200L * node / this.count));
		Instant then = NOW.minus(ago);
		Execution now = execution(name(node), value(node),
				upstream(node, node < this.count && node % LENGTH == LENGTH - 1));
		StepRecord entry = now.journal();
		return new Execution(now.key(), now.artifact(), true, then, TOOK, now.upstream(),
				new StepRecord(null, 0, null, entry.operation(), entry.nodeId(), StepOutcome.EXECUTED, entry.why(),
						then, TOOK, Duration.ZERO, Usage.NONE, Usage.NONE, null));
	}

	private Upstream[] upstream(int node, boolean calls) {
		List<Integer> upstream = upstream(node);
		return upstream.stream().map((other) -> {
			boolean called = calls && other.equals(upstream.get(upstream.size() - 1));
			return (called) ? call(name(other), value(other)) : data(name(other), value(other));
		}).toArray(Upstream[]::new);
	}

	Replay replay(int node) {
		return replay(name(node), value(node));
	}

	static byte[] payload(int node) {
		return json(value(node)).getBytes(StandardCharsets.UTF_8);
	}

}
