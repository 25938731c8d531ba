package io.musubito.benchmark;

import java.util.concurrent.Callable;

/**
 * A replay against a point read, in turns. The argument is the number of nodes.
 */
public final class Replays {

	private static final int CALLS = 5_000;

	private Replays() {
	}

	/**
	 * Measures and prints a row.
	 * @param args the number of nodes
	 */
	public static void main(String[] args) throws Exception {
		int nodes = Integer.parseInt(args[0]);
		ReplayBenchmark.Application application = new ReplayBenchmark.Application();
		application.nodes = nodes;
		ReplayBenchmark.Table table = new ReplayBenchmark.Table();
		table.nodes = nodes;
		application.execute();
		table.insert();
		ReplayBenchmark benchmark = new ReplayBenchmark();
		ReplayBenchmark.Order ours = new ReplayBenchmark.Order();
		ReplayBenchmark.Order bare = new ReplayBenchmark.Order();
		Callable<Double> replays = Turns.each(CALLS, () -> benchmark.replay(application, ours));
		Callable<Double> reads = Turns.each(CALLS, () -> benchmark.bareRead(table, bare));
		Turns.measure(60, Integer.parseInt((args.length > 1) ? args[1] : "100"), replays, reads)
			.print("replay of 1 KB, %,d nodes".formatted(nodes), "≤ 3");
		application.close();
		table.close();
	}

}
