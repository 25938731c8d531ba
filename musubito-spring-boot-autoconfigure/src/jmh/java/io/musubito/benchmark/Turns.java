package io.musubito.benchmark;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * What two pieces of work take that take turns in one JVM, so that load from outside and
 * a processor that becomes slower hit both: a ratio is that of two neighbouring turns.
 * The one that begins changes with each turn.
 */
final class Turns {

	private final double[] ours;

	private final double[] bare;

	Turns(int turns) {
		this.ours = new double[turns];
		this.bare = new double[turns];
	}

	/**
	 * Measures both, after half as many turns that are not counted.
	 * @param turns how many turns of each are counted
	 * @param ours answers what it took once, in nanoseconds or bytes
	 * @param bare answers the same for what it is compared with
	 * @return what was measured
	 */
	static Turns measure(int turns, Callable<Double> ours, Callable<Double> bare) throws Exception {
		new Turns((turns + 1) / 2).take(ours, bare);
		Turns measured = new Turns(turns);
		measured.take(ours, bare);
		return measured;
	}

	private void take(Callable<Double> first, Callable<Double> second) throws Exception {
		for (int i = 0; i < this.ours.length; i++) {
			if (i % 2 == 0) {
				double value = first.call();
				set(i, value, second.call());
			}
			else {
				double value = second.call();
				set(i, first.call(), value);
			}
		}
	}

	void set(int turn, double our, double bare) {
		this.ours[turn] = our;
		this.bare[turn] = bare;
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
	 * How many times as long ours takes.
	 * @param figure what was measured
	 * @param target what the ratio is to be
	 */
	Row time(String figure, Target target) {
		return row(figure, ratios(this.ours, this.bare), target);
	}

	/**
	 * How many times as much ours does in the same time.
	 * @param figure what was measured
	 * @param target what the ratio is to be
	 */
	Row throughput(String figure, Target target) {
		return row(figure, ratios(this.bare, this.ours), target);
	}

	/**
	 * How many bytes ours takes, which is what the target is for.
	 */
	Row bytes(String figure, Target target) {
		return new Row(figure, Quantiles.spread(this.ours, 0) + " B", Quantiles.spread(this.bare, 0) + " B",
				Quantiles.spread(ratios(this.ours, this.bare), 2), Quantiles.of(this.ours, 0.5), target);
	}

	private Row row(String figure, double[] ratios, Target target) {
		return new Row(figure, time(this.ours), time(this.bare), Quantiles.spread(ratios, 2), Quantiles.of(ratios, 0.5),
				target);
	}

	private static double[] ratios(double[] numerators, double[] denominators) {
		double[] ratios = new double[numerators.length];
		Arrays.setAll(ratios, (i) -> numerators[i] / denominators[i]);
		return ratios;
	}

	private static String time(double[] nanos) {
		double median = Quantiles.of(nanos, 0.5);
		if (median < 1e3) {
			return String.format(Locale.ROOT, "%.0f ns", median);
		}
		return (median < 1e6) ? String.format(Locale.ROOT, "%.1f µs", median / 1e3)
				: String.format(Locale.ROOT, "%.1f ms", median / 1e6);
	}

}
