package io.musubito.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import io.musubito.Musubito;
import io.musubito.MusubitoIgnore;
import io.musubito.MusubitoStep;
import io.musubito.StepType;
import io.musubito.testing.Engine;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Compares first executions of a step, whose method takes no time, through the proxy of a
 * bean with bare transactions that insert the same rows with reused statements. Both take
 * short turns in one process, in an order drawn anew each time, so that load from outside
 * hits both of them.
 */
public final class FirstExecution implements AutoCloseable {

	private static final int CALLS = 200;

	private static final int THREADS = 8;

	private static final int MOST_WARM_UP_ROUNDS = 40;

	private static final double NANOS = 1_000;

	private final Scratch scratch = new Scratch();

	private final ConfigurableApplicationContext context;

	private final Writer writer;

	private final Musubito musubito;

	private final String facts;

	private final RecordBenchmark.Tables tables = new RecordBenchmark.Tables();

	private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

	private final String[] texts = IntStream.range(0, CALLS).mapToObj(Texts::kilobyte).toArray(String[]::new);

	private final Map<Turn, List<Cost>> costs = new EnumMap<>(Turn.class);

	private int topic;

	private FirstExecution() throws Exception {
		this.context = Engine.in(this.scratch.folder()).start(WriterConfiguration.class);
		this.writer = this.context.getBean(Writer.class);
		this.musubito = this.context.getBean(Musubito.class);
		this.facts = this.writer.extract();
		this.tables.open();
	}

	/**
	 * Measures and prints a table.
	 * @param args how many turns of each are measured; then the names of what is measured
	 * beside {@code BARE}, by default all
	 */
	public static void main(String[] args) throws Exception {
		int rounds = (args.length > 0) ? Integer.parseInt(args[0]) : 200;
		List<Turn> turns = (args.length > 1)
				? Arrays.stream(args).skip(1).map(Turn::valueOf).collect(ArrayList::new, List::add, List::addAll)
				: new ArrayList<>(List.of(Turn.ONE_THREAD, Turn.IN_A_RUN, Turn.EIGHT_THREADS));
		turns.add(Turn.BARE);
		try (FirstExecution execution = new FirstExecution()) {
			for (int i = 0; i < Math.min(rounds, MOST_WARM_UP_ROUNDS); i++) {
				execution.round(turns);
			}
			execution.costs.clear();
			for (int i = 0; i < rounds; i++) {
				execution.round(turns);
			}
			execution.print(rounds);
		}
	}

	private void round(List<Turn> turns) throws Exception {
		Collections.shuffle(turns, new Random());
		for (Turn turn : turns) {
			this.costs.computeIfAbsent(turn, (key) -> new ArrayList<>()).add(turn.work.perform(this));
		}
	}

	private void print(int rounds) {
		System.out.printf("%d turns of each, JDK %s; for each execution: median (lower to upper quartile) of the clock and "
				+ "of the CPU time of all threads but those of the JVM, and as ratios to the bare transactions of the same "
				+ "round; how many executions come on one bare transaction%n%n", rounds, Runtime.version());
		System.out.println("| first execution | clock, µs | CPU, µs | ratio, clock | ratio, CPU | throughput |");
		System.out.println("|---|---|---|---|---|---|");
		this.costs.keySet().forEach((turn) -> {
			double[] clock = ratios(turn, Cost::clock);
			System.out.printf(Locale.ROOT, "| %s | %s | %s | %s | %s | %.2f |%n", turn.description,
					Quantiles.spread(values(turn, Cost::clock), 0), Quantiles.spread(values(turn, Cost::cpu), 0),
					Quantiles.spread(clock, 2), Quantiles.spread(ratios(turn, Cost::cpu), 2), 1 / Quantiles.of(clock, 0.5));
		});
	}

	private double[] values(Turn turn, ToDoubleFunction<Cost> part) {
		return this.costs.get(turn).stream().mapToDouble(part).toArray();
	}

	private double[] ratios(Turn turn, ToDoubleFunction<Cost> part) {
		double[] measured = values(turn, part);
		double[] bare = values(Turn.BARE, part);
		return IntStream.range(0, bare.length).mapToDouble((i) -> measured[i] / bare[i]).toArray();
	}

	private int[] newTopics() {
		int[] topics = IntStream.range(this.topic, this.topic + CALLS).toArray();
		this.topic += CALLS;
		for (int i = 0; i < CALLS; i++) {
			this.writer.prepare(topics[i], topics[i] + this.texts[i]);
		}
		return topics;
	}

	private Cost oneThread() throws Exception {
		int[] topics = newTopics();
		return Cost.of(() -> {
			for (int each : topics) {
				this.writer.draft(this.facts, each);
			}
		});
	}

	private Cost inRun() throws Exception {
		int[] topics = newTopics();
		return Cost.of(() -> this.musubito.pipeline("review", () -> {
			for (int each : topics) {
				this.writer.draft(this.facts, each);
			}
			return null;
		}));
	}

	private Cost eightThreads() throws Exception {
		int[] topics = newTopics();
		List<Callable<Void>> shares = IntStream.range(0, THREADS).<Callable<Void>>mapToObj((thread) -> () -> {
			for (int i = thread; i < topics.length; i += THREADS) {
				this.writer.draft(this.facts, topics[i]);
			}
			return null;
		}).toList();
		return Cost.of(() -> {
			for (Future<Void> share : this.threads.invokeAll(shares)) {
				share.get();
			}
		});
	}

	private Cost bare() throws Exception {
		RecordBenchmark.Steps steps = new RecordBenchmark.Steps();
		steps.prepare();
		return Cost.of(() -> {
			for (int i = 0; i < CALLS; i++) {
				this.tables.insert(steps.get(i));
			}
		});
	}

	@Override
	public void close() throws Exception {
		this.threads.shutdown();
		this.context.close();
		this.tables.close();
		this.scratch.close();
	}

	private enum Turn {

		BARE("bare transaction, one after the other", FirstExecution::bare),

		ONE_THREAD("1 thread", FirstExecution::oneThread),

		IN_A_RUN("1 thread, in a run", FirstExecution::inRun),

		EIGHT_THREADS("8 threads", FirstExecution::eightThreads);

		private final String description;

		private final Work work;

		Turn(String description, Work work) {
			this.description = description;
			this.work = work;
		}

	}

	/**
	 * Performs the calls of one turn.
	 */
	private interface Work {

		Cost perform(FirstExecution state) throws Exception;

	}

	/**
	 * What each call of a turn took.
	 *
	 * @param clock by the clock, in microseconds
	 * @param cpu of the processors, in microseconds
	 */
	private record Cost(double clock, double cpu) {

		private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

		static Cost of(Calls calls) throws Exception {
			long cpu = cpuNanos();
			long begin = System.nanoTime();
			calls.perform();
			long end = System.nanoTime();
			return new Cost((end - begin) / NANOS / CALLS, (cpuNanos() - cpu) / NANOS / CALLS);
		}

		private static long cpuNanos() {
			return Arrays.stream(THREADS.getAllThreadIds()).map(THREADS::getThreadCpuTime).filter((nanos) -> nanos > 0).sum();
		}

	}

	private interface Calls {

		void perform() throws Exception;

	}

	static class Writer {

		// What is returned is made before it is measured
		@MusubitoIgnore
		private final Map<Integer, String> texts = new ConcurrentHashMap<>();

		void prepare(int topic, String text) {
			this.texts.put(topic, text);
		}

		@MusubitoStep(name = "extract")
		String extract() {
			return "facts";
		}

		@MusubitoStep(name = "draft", type = StepType.STOCHASTIC)
		String draft(String facts, int topic) {
			return this.texts.remove(topic);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WriterConfiguration {

		@Bean
		Writer writer() {
			return new Writer();
		}

	}

}
