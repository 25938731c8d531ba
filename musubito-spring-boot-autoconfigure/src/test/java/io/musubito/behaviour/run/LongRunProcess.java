package io.musubito.behaviour.run;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.musubito.Musubito;
import io.musubito.MusubitoStep;
import io.musubito.testing.Engine;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A process of its own that executes and replays for a long time, in many runs and
 * outside of runs, and tells how much of the heap is in use while it does.
 */
public final class LongRunProcess {

	/** How many calls each run of a pipeline has. */
	private static final int CALLS = 1_000;

	private static final int PARTS = 10;

	private final Musubito musubito;

	private final Notes notes;

	private LongRunProcess(Musubito musubito, Notes notes) {
		this.musubito = musubito;
		this.notes = notes;
	}

	/**
	 * Executes and replays.
	 * @param args how many executions, how many replays, and the folder of the store
	 */
	public static void main(String[] args) {
		int executions = Integer.parseInt(args[0]);
		int replays = Integer.parseInt(args[1]);
		try (ConfigurableApplicationContext context = Engine.in(Path.of(args[2]))
			.start(Application.class, "logging.level.io.musubito=WARN")) {
			LongRunProcess process = new LongRunProcess(context.getBean(Musubito.class), context.getBean(Notes.class));
			process.inParts("executions", executions, executions);
			process.inParts("replays", replays, executions);
		}
	}

	private void inParts(String what, int calls, int nodes) {
		long begin = System.nanoTime();
		for (int part = 0; part < PARTS; part++) {
			for (int from = calls / PARTS * part; from < calls / PARTS * (part + 1); from += CALLS) {
				if (from / CALLS % 2 == 0) {
					call(from, nodes);
				}
				else {
					int first = from;
					this.musubito.pipeline("long", () -> call(first, nodes));
				}
			}
			System.out.println("used while " + what + " " + usedBytes());
		}
		System.out.println("millis of " + what + " " + (System.nanoTime() - begin) / 1_000_000);
		System.out.println("executed while " + what + " " + this.notes.takeExecuted());
	}

	private int call(int from, int nodes) {
		return this.musubito.forEach(() -> IntStream.range(from, from + CALLS).iterator())
			.concurrency(8)
			.apply((number) -> this.notes.write(number % nodes).length())
			.size();
	}

	private static long usedBytes() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

	static class Notes {

		private final AtomicInteger executed = new AtomicInteger();

		int takeExecuted() {
			return this.executed.getAndSet(0);
		}

		@MusubitoStep(name = "write")
		String write(int number) {
			this.executed.incrementAndGet();
			return (number + " ").repeat(CALLS).substring(0, CALLS);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Notes notes() {
			return new Notes();
		}

	}

}
