package io.musubito.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What eight threads do in the same time as one: replays, and point reads where each
 * thread has a connection of its own. On two processors it can be no more than twice as
 * much.
 */
final class ThreadedReplays {

	private static final int NODES = 100_000;

	private static final int THREADS = 8;

	private static final int CALLS_OF_EACH = 1_000;

	private static final int TURNS = 60;

	private ThreadedReplays() {
	}

	static List<Row> measure(Scale scale) throws Exception {
		int nodes = scale.nodes(NODES);
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		try (Scratch scratch = new Scratch();
				DraftApplication application = new DraftApplication(scratch.folder()).draftAll(nodes);
				BareTable table = new BareTable(nodes)) {
			List<Callable<?>> replays = new ArrayList<>();
			List<Callable<?>> reads = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				replays.add(application.replay(i));
				reads.add(table.reader(i));
			}
			String name = " of 1 KB, %,d nodes: %d threads ÷ 1 thread, throughput".formatted(nodes, THREADS);
			return List.of(compare(threads, replays, scale).throughput("replays" + name, Target.atLeast(1.5)),
					compare(threads, reads, scale).throughput("point reads" + name, Target.NONE));
		}
		finally {
			threads.shutdown();
		}
	}

	private static Turns compare(ExecutorService threads, List<Callable<?>> works, Scale scale) throws Exception {
		int calls = CALLS_OF_EACH * THREADS;
		List<Callable<Double>> shares = works.stream().map((work) -> Turns.each(CALLS_OF_EACH, work)).toList();
		Callable<Double> together = Turns.each(1, () -> {
			for (Future<Double> share : threads.invokeAll(shares)) {
				share.get();
			}
			return null;
		});
		return Turns.measure(scale.turns(TURNS), () -> together.call() / calls, Turns.each(calls, works.get(0)));
	}

}
