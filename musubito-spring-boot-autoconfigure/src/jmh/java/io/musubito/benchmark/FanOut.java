package io.musubito.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * What a fan-out costs: 1,000 replays of 1 KB with {@code forEach} and a concurrency of
 * 8, and in a pool of 8 threads that is there already, against the same calls in a loop
 * of the calling thread.
 */
final class FanOut implements AutoCloseable {

	private static final int ITEMS = 1_000;

	private static final int CONCURRENCY = 8;

	private static final int NODES = 10_000;

	private static final int TURNS = 100;

	private final Scratch scratch = new Scratch();

	private final DraftApplication application;

	private final ExecutorService pool = Executors.newFixedThreadPool(CONCURRENCY);

	private final int nodes;

	private final int turns;

	FanOut(Scale scale) throws Exception {
		this.nodes = scale.nodes(NODES);
		this.application = new DraftApplication(this.scratch.folder()).draftAll(this.nodes);
		this.turns = scale.turns(TURNS);
	}

	static List<Row> measure(Scale scale) throws Exception {
		List<Row> rows = new ArrayList<>();
		try (FanOut fanOut = new FanOut(scale)) {
			for (boolean inRun : new boolean[] { false, true }) {
				rows.add(fanOut.ofList(inRun));
				rows.add(fanOut.compare("`forEach` of an `Iterable`", fanOut::forEachOfIterable, inRun,
						Target.atMost(1.2)));
				rows.add(fanOut.compare("pool of 8 threads", fanOut::pool, inRun, Target.NONE));
			}
		}
		return rows;
	}

	Row ofList(boolean inRun) throws Exception {
		return compare("`forEach` of a list", this::forEach, inRun, Target.atMost(1.2));
	}

	private Row compare(String name, Handling handling, boolean inRun, Target target) throws Exception {
		return Turns.measure(this.turns, turn(handling, inRun), turn(this::loop, inRun))
			.time("%,d items, %s, %s ÷ loop".formatted(ITEMS, name, (inRun) ? "in a run" : "outside of runs"), target);
	}

	/**
	 * Takes other items each time, until all nodes had their turn.
	 */
	private Callable<Double> turn(Handling handling, boolean inRun) {
		Order parts = new Order(this.nodes / ITEMS);
		return () -> {
			int begin = parts.next() * ITEMS;
			List<Integer> items = IntStream.range(begin, begin + ITEMS).boxed().toList();
			return Turns.each(1, () -> {
				List<String> results = (inRun)
						? this.application.musubito().pipeline("fan-out", () -> handling.handle(items))
						: handling.handle(items);
				if (results.size() != ITEMS) {
					throw new IllegalStateException(results.size() + " results");
				}
				return results;
			}).call();
		};
	}

	private List<String> loop(List<Integer> items) {
		List<String> results = new ArrayList<>();
		for (Integer item : items) {
			results.add(this.application.draft(item));
		}
		return results;
	}

	private List<String> forEach(List<Integer> items) {
		return this.application.musubito().forEach(items).concurrency(CONCURRENCY).apply(this.application::draft);
	}

	private List<String> forEachOfIterable(List<Integer> items) {
		return this.application.musubito()
			.forEach(items::iterator)
			.concurrency(CONCURRENCY)
			.apply(this.application::draft);
	}

	private List<String> pool(List<Integer> items) throws Exception {
		List<Future<String>> futures = new ArrayList<>();
		for (Integer item : items) {
			futures.add(this.pool.submit(() -> this.application.draft(item)));
		}
		List<String> results = new ArrayList<>();
		for (Future<String> future : futures) {
			results.add(future.get());
		}
		return results;
	}

	@Override
	public void close() throws Exception {
		this.pool.shutdown();
		this.application.close();
		this.scratch.close();
	}

	/**
	 * Handles items.
	 */
	private interface Handling {

		List<String> handle(List<Integer> items) throws Exception;

	}

}
