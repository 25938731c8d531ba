package io.musubito.benchmark;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.musubito.Musubito;
import io.musubito.MusubitoIgnore;
import io.musubito.MusubitoStep;
import io.musubito.StepType;
import io.musubito.store.Execution;
import io.musubito.testing.Engine;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * First executions of a step, whose method takes no time, through the proxy of a bean
 * until they are recorded, against bare transactions that insert the same rows one after
 * the other.
 */
final class FirstExecution implements AutoCloseable {

	private static final int CALLS = 200;

	private static final int THREADS = 8;

	private static final int TURNS = 100;

	private final Scratch scratch = new Scratch();

	private final ConfigurableApplicationContext context;

	private final Writer writer;

	private final String facts;

	private final BareTransactions transactions = new BareTransactions();

	private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

	private final String[] texts = IntStream.range(0, CALLS).mapToObj(Texts::kilobyte).toArray(String[]::new);

	private final int turns;

	private int topic;

	FirstExecution(Scale scale) throws Exception {
		this.context = Engine.in(this.scratch.folder()).start(WriterConfiguration.class);
		this.writer = this.context.getBean(Writer.class);
		this.facts = this.writer.extract();
		this.turns = scale.turns(TURNS);
	}

	static List<Row> measure(Scale scale) throws Exception {
		try (FirstExecution executions = new FirstExecution(scale)) {
			return List.of(executions.byOneThread(), executions.inRun(), executions.byEightThreads());
		}
	}

	Row byOneThread() throws Exception {
		return compare(this::execute).time("first execution, 1 thread ÷ bare transaction", Target.atMost(2));
	}

	private Row inRun() throws Exception {
		Musubito musubito = this.context.getBean(Musubito.class);
		return compare((from, step) -> musubito.pipeline("review", () -> {
			execute(from, step);
			return null;
		})).time("first execution, 1 thread, in a run ÷ bare transaction", Target.atMost(2));
	}

	private Row byEightThreads() throws Exception {
		return compare((from, step) -> {
			List<Callable<Void>> shares = IntStream.range(0, THREADS).<Callable<Void>>mapToObj((thread) -> () -> {
				execute(from + thread, THREADS);
				return null;
			}).toList();
			for (Future<Void> share : this.threads.invokeAll(shares)) {
				share.get();
			}
		}).throughput("first executions, 8 threads ÷ bare transactions, throughput", Target.atLeast(2));
	}

	private Turns compare(Executing executing) throws Exception {
		return Turns.measure(this.turns, () -> {
			int from = this.topic;
			this.topic += CALLS;
			for (int i = 0; i < CALLS; i++) {
				this.writer.prepare(from + i, from + this.texts[i]);
			}
			return Turns.each(1, () -> {
				executing.execute(from, 1);
				return null;
			}).call() / CALLS;
		}, () -> {
			Execution[] executions = this.transactions.executions(CALLS);
			return Turns.each(1, () -> {
				for (Execution execution : executions) {
					this.transactions.insert(execution);
				}
				return null;
			}).call() / CALLS;
		});
	}

	private void execute(int from, int step) {
		int end = from - from % CALLS + CALLS;
		for (int each = from; each < end; each += step) {
			this.writer.draft(this.facts, each);
		}
	}

	@Override
	public void close() throws Exception {
		this.threads.shutdown();
		this.context.close();
		this.transactions.close();
		this.scratch.close();
	}

	/**
	 * Executes the step for some topics.
	 */
	private interface Executing {

		void execute(int from, int step) throws Exception;

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
