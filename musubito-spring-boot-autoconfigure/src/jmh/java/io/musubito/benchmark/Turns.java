package io.musubito.benchmark;

import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * What two pieces of work take that take turns in one JVM, so that load from outside and
 * a processor that becomes slower hit both: a ratio is that of two neighbouring turns.
 */
final class Turns {

	private final double[] ours;

	private final double[] bare;

	private Turns(double[] ours, double[] bare) {
		this.ours = ours;
		this.bare = bare;
	}

	/**
	 * Measures both.
	 * @param warmUp how many turns are not counted
	 * @param turns how many turns of each are counted
	 * @param ours answers what it took once, in nanoseconds
	 * @param bare answers the same for what it is compared with
	 * @return what was measured
	 */
	static Turns measure(int warmUp, int turns, Callable<Double> ours, Callable<Double> bare) throws Exception {
		for (int i = 0; i < warmUp; i++) {
			ours.call();
			bare.call();
		}
		Turns measured = new Turns(new double[turns], new double[turns]);
		for (int i = 0; i < turns; i++) {
			measured.ours[i] = ours.call();
			measured.bare[i] = bare.call();
		}
		return measured;
	}

	/**
	 * The time of one repetition of a work.
	 */
	static Callable<Double> each(int times, Callable<?> work) {
		return () -> {
			long begin = System.nanoTime();
			for (int i = 0; i < times; i++) {
				work.call();
			}
			return (System.nanoTime() - begin) / (double) times;
		};
	}

	/**
	 * Prints a row of a table.
	 * @param figure what was measured
	 * @param target what the ratio is to be
	 */
	void print(String figure, String target) {
		double[] ratios = IntStream.range(0, this.ours.length).mapToDouble((i) -> this.ours[i] / this.bare[i]).toArray();
		System.out.printf(Locale.ROOT, "| %s | %s | %s | %s | %s |%n", figure, text(this.ours), text(this.bare),
				Quantiles.spread(ratios, 2), target);
	}

	private static String text(double[] nanos) {
		double median = Quantiles.of(nanos, 0.5);
		return (median < 1e6) ? String.format(Locale.ROOT, "%.1f µs", median / 1e3)
				: String.format(Locale.ROOT, "%.1f ms", median / 1e6);
	}

}
