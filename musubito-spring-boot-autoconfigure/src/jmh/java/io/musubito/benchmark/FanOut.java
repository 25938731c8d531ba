package io.musubito.benchmark;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import com.sun.management.OperatingSystemMXBean;
import io.musubito.Musubito;
import io.musubito.testing.Engine;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * What a fan-out costs: 1,000 replays of 1 KB with {@code forEach} and a concurrency of
 * 8, against the same calls in a loop of the calling thread, and in a pool of 8 threads
 * that is there already. They take turns in one JVM, each in a run of a pipeline and
 * outside of runs. The CPU time is that of the whole process, the writer of the store
 * included.
 */
public final class FanOut {

	private static final int ITEMS = 1_000;

	private static final int CONCURRENCY = 8;

	private static final int NODES = 10_000;

	private static final int WARM_UP_ROUNDS = 40;

	private static final int ROUNDS = 100;

	private static final OperatingSystemMXBean CPU = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

	private final Musubito musubito;

	private final ReplayBenchmark.Writer writer;

	private final ExecutorService pool = Executors.newFixedThreadPool(CONCURRENCY);

	private FanOut(Musubito musubito, ReplayBenchmark.Writer writer) {
		this.musubito = musubito;
		this.writer = writer;
	}

	/**
	 * Measures and prints a table.
	 * @param args how many turns each has; 100 when there is none
	 */
	public static void main(String[] args) throws Exception {
		int rounds = (args.length > 0) ? Integer.parseInt(args[0]) : ROUNDS;
		try (Scratch scratch = new Scratch();
				ConfigurableApplicationContext context = Engine.in(scratch.folder())
					.start(ReplayBenchmark.WriterConfiguration.class, "logging.level.io.musubito.run=WARN")) {
			FanOut fanOut = new FanOut(context.getBean(Musubito.class), context.getBean(ReplayBenchmark.Writer.class));
			try {
				fanOut.measure(rounds);
			}
			finally {
				fanOut.pool.shutdown();
			}
		}
	}

	private void measure(int rounds) throws Exception {
		this.musubito.forEach(range(0, NODES)).concurrency(CONCURRENCY).apply(this.writer::draft);
		System.out.printf("%d items, %d nodes, %d turns of each, JDK %s, %d processors; median (lower to upper "
				+ "quartile); ratios of neighbouring turns to the loop%n%n", ITEMS, NODES, rounds, Runtime.version(),
				Runtime.getRuntime().availableProcessors());
		System.out.println("| | | clock | ratio | ratio of CPU time |");
		System.out.println("|---|---|---|---|---|");
		measure("outside of runs", rounds, Way::handle);
		measure("in a run", rounds,
				(way, fanOut, items) -> this.musubito.pipeline("fan-out", () -> way.handle(fanOut, items)));
	}

	private void measure(String where, int rounds, Place place) throws Exception {
		Map<Way, double[]> times = new EnumMap<>(Way.class);
		Map<Way, Long> cpuTimes = new EnumMap<>(Way.class);
		for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
			List<Integer> items = range(Math.floorMod(round, NODES / ITEMS) * ITEMS, ITEMS);
			for (int turn = 0; turn < Way.values().length; turn++) {
				Way way = Way.values()[Math.floorMod(round + turn, Way.values().length)];
				long cpuBegin = CPU.getProcessCpuTime();
				long begin = System.nanoTime();
				int results = place.handle(way, this, items).size();
				double millis = (System.nanoTime() - begin) / 1e6;
				if (results != ITEMS) {
					throw new IllegalStateException(results + " results");
				}
				if (round >= 0) {
					times.computeIfAbsent(way, (key) -> new double[rounds])[round] = millis;
					cpuTimes.merge(way, CPU.getProcessCpuTime() - cpuBegin, Long::sum);
				}
			}
		}
		double[] loop = times.get(Way.LOOP);
		times.forEach((way, millis) -> {
			double[] ratios = new double[rounds];
			Arrays.setAll(ratios, (i) -> millis[i] / loop[i]);
			System.out.printf(Locale.ROOT, "| %s | %s | %s ms | %s | %.2f |%n", way.description, where,
					Quantiles.spread(millis, 1), Quantiles.spread(ratios, 2),
					(double) cpuTimes.get(way) / cpuTimes.get(Way.LOOP));
		});
	}

	private static List<Integer> range(int from, int length) {
		return IntStream.range(from, from + length).boxed().toList();
	}

	private List<String> loop(List<Integer> items) {
		List<String> results = new ArrayList<>();
		for (Integer item : items) {
			results.add(this.writer.draft(item));
		}
		return results;
	}

	private List<String> forEach(List<Integer> items) {
		return this.musubito.forEach(items).concurrency(CONCURRENCY).apply(this.writer::draft);
	}

	private List<String> forEachOfIterable(List<Integer> items) {
		return this.musubito.forEach(items::iterator).concurrency(CONCURRENCY).apply(this.writer::draft);
	}

	private List<String> pool(List<Integer> items) throws InterruptedException, ExecutionException {
		List<Future<String>> futures = new ArrayList<>();
		for (Integer item : items) {
			futures.add(this.pool.submit(() -> this.writer.draft(item)));
		}
		List<String> results = new ArrayList<>();
		for (Future<String> future : futures) {
			results.add(future.get());
		}
		return results;
	}

	private enum Way {

		LOOP("plain loop", FanOut::loop),

		FOR_EACH("`forEach` of a list", FanOut::forEach),

		FOR_EACH_LATE("`forEach` of an iterable that is read late", FanOut::forEachOfIterable),

		POOL("pool of 8 threads", FanOut::pool);

		private final String description;

		private final Handling handling;

		Way(String description, Handling handling) {
			this.description = description;
			this.handling = handling;
		}

		List<String> handle(FanOut fanOut, List<Integer> items) throws Exception {
			return this.handling.handle(fanOut, items);
		}

	}

	/**
	 * Handles items.
	 */
	private interface Handling {

		List<String> handle(FanOut fanOut, List<Integer> items) throws Exception;

	}

	/**
	 * Where items are handled.
	 */
	private interface Place {

		List<String> handle(Way way, FanOut fanOut, List<Integer> items) throws Exception;

	}

}
