package io.musubito.store;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Callers of steps, at a steady rate: one call of twenty is a first execution, the others
 * are replays of what was used last, and of some that were not used for long. What the
 * store does for a call is what the caller waits for.
 */
final class SteadyCallers {

	private static final int CALLERS = 4;

	private static final int FIRST_EXECUTIONS = 20;

	/** Of the old nodes, those that are replayed. */
	private static final int RARE = 500;

	private final Store store;

	private final ChainedNodes nodes;

	private final long periodMicros;

	private final List<Integer> rarelyUsed;

	private final List<Integer> used;

	private final AtomicInteger executed;

	private final Random random = new Random(3);

	/**
	 * Creates the callers.
	 * @param period how long each of them takes from one call to the next
	 */
	SteadyCallers(Store store, ChainedNodes nodes, Duration period) {
		this.store = store;
		this.nodes = nodes;
		this.periodMicros = period.toNanos() / 1_000;
		this.executed = new AtomicInteger(nodes.count());
		this.rarelyUsed = IntStream.iterate(1, (node) -> node < nodes.count() / 2, (node) -> node + RARE)
			.boxed()
			.toList();
		this.used = Stream
			.concat(this.rarelyUsed.stream(), IntStream.range(nodes.count() * 7 / 8, nodes.count()).boxed())
			.toList();
	}

	/**
	 * The old nodes that are used.
	 */
	List<Integer> rarelyUsed() {
		return this.rarelyUsed;
	}

	/**
	 * The number of the next node that is executed.
	 */
	int next() {
		return this.executed.get();
	}

	Waits whileCalling(int calls) {
		Waits waits = new Waits();
		return during(waits, () -> Awaitility.await().forever().until(() -> waits.count() >= calls));
	}

	/**
	 * Calls until something is done.
	 */
	Waits during(Runnable work) {
		return during(new Waits(), work);
	}

	private Waits during(Waits waits, Runnable work) {
		ScheduledExecutorService callers = Executors.newScheduledThreadPool(CALLERS);
		try {
			for (int caller = 0; caller < CALLERS; caller++) {
				AtomicInteger calls = new AtomicInteger(caller);
				callers.scheduleAtFixedRate(() -> call(calls.getAndIncrement(), waits),
						caller * this.periodMicros / CALLERS, this.periodMicros, TimeUnit.MICROSECONDS);
			}
			work.run();
		}
		finally {
			callers.shutdown();
		}
		Awaitility.await().until(callers::isTerminated);
		assertThat(waits.failed).isEmpty();
		return waits;
	}

	private void call(int call, Waits waits) {
		try {
			if (call % FIRST_EXECUTIONS == 0) {
				execute(waits);
			}
			else {
				replay(waits);
			}
		}
		catch (Throwable ex) {
			waits.failed.add(ex);
		}
	}

	private void execute(Waits waits) {
		Execution execution = this.nodes.execution(this.executed.getAndIncrement());
		NodeKey key = execution.key();
		long start = System.nanoTime();
		assertThat(this.store.nodes().find(key.nodeId())).isEmpty();
		assertThat(this.store.nodes().find("none", key.replayKey())).isEmpty();
		assertThat(this.store.claims().acquire(key, null, execution.executedAt())).isEmpty();
		this.store.nodes().record(execution);
		waits.executions.add(System.nanoTime() - start);
	}

	private void replay(Waits waits) {
		int node;
		synchronized (this.random) {
			boolean rare = this.random.nextInt(50) == 0;
			node = this.used.get(this.random.nextInt((rare) ? this.rarelyUsed.size() : this.used.size()));
		}
		Replay replay = this.nodes.replay(node);
		long start = System.nanoTime();
		assertThat(this.store.nodes().find(replay.key().nodeId())).isPresent();
		this.store.nodes().record(replay);
		waits.replays.add(System.nanoTime() - start);
	}

	/**
	 * How long the callers waited.
	 */
	static final class Waits {

		private final Queue<Long> executions = new ConcurrentLinkedQueue<>();

		private final Queue<Long> replays = new ConcurrentLinkedQueue<>();

		private final Queue<Throwable> failed = new ConcurrentLinkedQueue<>();

		int count() {
			return this.executions.size() + this.replays.size() + this.failed.size();
		}

		double executionMillis(double share) {
			return millis(this.executions, share);
		}

		double replayMillis(double share) {
			return millis(this.replays, share);
		}

		private static double millis(Queue<Long> waits, double share) {
			long[] sorted = waits.stream().mapToLong(Long::longValue).toArray();
			Arrays.sort(sorted);
			return sorted[(int) (share * (sorted.length - 1))] / 1e6;
		}

		@Override
		public String toString() {
			return shown("first executions", this.executions) + ", " + shown("replays", this.replays);
		}

		private static String shown(String kind, Queue<Long> waits) {
			return String.format(Locale.ROOT, "%d %s: p50 %.2f, p99 %.2f, longest %.2f ms", waits.size(), kind,
					millis(waits, 0.5), millis(waits, 0.99), millis(waits, 1));
		}

	}

}
